/** A managed identity endpoint on localhost that issues the signed-in user's tokens. */
package cloudshell.managedidentity;

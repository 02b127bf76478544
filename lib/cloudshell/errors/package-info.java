/** Reads error responses of Azure services, in each of their forms, and finds hints for them. */
package cloudshell.errors;

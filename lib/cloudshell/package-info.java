/**
 * The entry point: {@link cloudshell.CloudShell} has tokens, Resource Manager and Resource Graph of the signed-in user.
 */
package cloudshell;

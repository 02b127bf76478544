/** Token sources other than Cloud Shell: Azure CLI and Az PowerShell, and the choice among them. */
package cloudshell.credentials;

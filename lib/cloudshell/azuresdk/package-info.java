/** The credential for clients of the Azure SDK for Java. */
package cloudshell.azuresdk;

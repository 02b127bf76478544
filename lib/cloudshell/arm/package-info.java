/**
 * Azure Resource Manager and Resource Graph: requests, lists over all pages, long-running operations, subscriptions.
 */
package cloudshell.arm;

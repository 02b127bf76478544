/** Virtual machines with their power states. */
package cloudshell.vm;

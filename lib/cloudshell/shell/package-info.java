/** JShell with the library's methods. */
package cloudshell.shell;

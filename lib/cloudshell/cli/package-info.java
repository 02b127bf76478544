/** Commands: options, help, errors, progress, exit codes. */
package cloudshell.cli;

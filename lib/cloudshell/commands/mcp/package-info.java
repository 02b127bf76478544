/** A Model Context Protocol server on standard input and output that reads Azure with the user's rights and cannot write. */
package cloudshell.commands.mcp;

/** Messages of the Model Context Protocol on standard input and output. */
package cloudshell.commands.mcp.protocol;

/** Azure as the tools of mcp reach it: reading only, within the limits. */
package cloudshell.commands.mcp.azure;

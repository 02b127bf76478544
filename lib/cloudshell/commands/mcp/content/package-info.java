/** What an agent gets to see: results without secrets and invisible text, and no larger than allowed. */
package cloudshell.commands.mcp.content;

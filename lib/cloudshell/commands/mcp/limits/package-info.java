/** What the server lets an agent reach: paths and queries within the subscriptions and resource groups of its options. */
package cloudshell.commands.mcp.limits;

// The official TypeScript client: lists the tools and calls each; it checks results against their schemas itself.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [command, ...args] = process.argv.slice(2);
const subscription = process.env.AZURE_SUBSCRIPTION_ID;
const transport = new StdioClientTransport({ command, args, env: process.env, stderr: "inherit" });
const client = new Client({ name: "test", version: "1" });

await client.connect(transport);
const { tools } = await client.listTools();
console.log(`tools: ${tools.map((tool) => tool.name).join(" ")}`);

const group = `/subscriptions/${subscription}/resourceGroups/rg-web`;
const calls = [
  ["query", { kql: "Resources | where type =~ 'microsoft.compute/virtualmachines' | project id, name | order by id asc" }],
  ["get", { path: `${group}/providers/Microsoft.Compute/virtualMachines/web-01` }],
  ["list", { path: `/subscriptions/${subscription}/resourceGroups`, jmespath: "[].name" }],
  ["changes", { since: "24h" }],
  ["whoami", {}],
  ["explain_error", { code: "AuthorizationFailed" }],
  ["get", { path: "/subscriptions/none/resourceGroups/none" }],
  ["query", { kql: "Resources | nonsense" }],
];
for (const [name, argument] of calls) {
  const result = await client.callTool({ name, arguments: argument });
  const content = result.structuredContent;
  const same = JSON.stringify(content) === JSON.stringify(JSON.parse(result.content[0].text));
  console.log(`${name}: ${result.isError ? content.error.code : (content.count ?? "value")} ${same ? "same" : "differs"}`);
}

const both = await Promise.all([
  client.callTool({ name: "whoami", arguments: {} }),
  client.callTool({ name: "explain_error", arguments: { code: "AADSTS50076" } }),
]);
console.log(`at once: ${both.filter((each) => !each.isError).length}`);

let progress = 0;
await client.callTool({ name: "changes", arguments: {} }, undefined, { onprogress: () => progress++ });
console.log(`progress: ${progress > 0}`);

const controller = new AbortController();
const cancelled = client.callTool({ name: "whoami", arguments: {} }, undefined, { signal: controller.signal });
controller.abort("no longer needed");
await cancelled.then(
  () => console.log("cancelled: no"),
  () => console.log("cancelled: yes"),
);
await client.ping();
await client.close();
console.log("closed");

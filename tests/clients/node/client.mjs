// Most of what people ask of an emulator, by npm's packages: each operation, and whether it worked.
import { ManagedIdentityCredential } from "@azure/identity";
import { ComputeManagementClient } from "@azure/arm-compute";
import { ResourceManagementClient } from "@azure/arm-resources";
import { NetworkManagementClient } from "@azure/arm-network";
import { StorageManagementClient } from "@azure/arm-storage";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { ResourceGraphClient } from "@azure/arm-resourcegraph";
import { SecretClient } from "@azure/keyvault-secrets";

const env = process.env;
const subscription = env.AZURE_SUBSCRIPTION_ID;
const credential = new ManagedIdentityCredential();
const options = { endpoint: env.AZURE_RESOURCE_MANAGER_ENDPOINT, credentialScopes: ["https://management.azure.com/.default"] };
const compute = new ComputeManagementClient(credential, subscription, options);
const resources = new ResourceManagementClient(credential, subscription, options);
const network = new NetworkManagementClient(credential, subscription, options);
const storage = new StorageManagementClient(credential, subscription, options);
const authorization = new AuthorizationManagementClient(credential, subscription, options);
const graph = new ResourceGraphClient(credential, { ...options, baseUri: env.AZURE_RESOURCE_MANAGER_ENDPOINT });
const secrets = new SecretClient(env.AZURE_KEYVAULT_URL, credential, { disableChallengeResourceVerification: true });
const quick = { updateIntervalInMs: 10 };
const location = "westeurope";
const vm = `/subscriptions/${subscription}/resourceGroups/RG-WEB/providers/Microsoft.Compute/virtualMachines/web-01`;

async function show(operation, call) {
  try {
    await call();
    console.log(`${operation}: yes`);
  } catch (e) {
    console.log(`${operation}: no`);
    console.error(`${operation}: ${e.name} ${e.code ?? ""} ${e.message}`);
  }
}

function expect(right) {
  if (!right) throw new Error("not as expected");
}

async function all(pages) {
  const found = [];
  for await (const each of pages) found.push(each);
  return found;
}

async function rejected(code, call) {
  try {
    await call();
  } catch (e) {
    expect(e.code === code);
    return;
  }
  throw new Error("not rejected");
}

await resources.resourceGroups.createOrUpdate("made", { location });
await show("resource by id", async () => expect((await resources.resources.getById(vm, "2024-07-01")).name === "web-01"));
await show("resource exists", async () => expect((await resources.resources.checkExistenceById(vm, "2024-07-01")).body));
await show("tags of a resource", () =>
  resources.tagsOperations.beginUpdateAtScopeAndWait(vm, { operation: "Merge", properties: { tags: { by: "node" } } }, quick));
await show("role assignment", () =>
  authorization.roleAssignments.create(vm, "0a000000-0000-4000-8000-000000000009", {
    roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
    principalId: "0a1b2c3d-0000-4000-8000-00000000000b",
  }));
await show("disk create", async () =>
  expect((await compute.disks.beginCreateOrUpdateAndWait("made", "d1",
    { location, diskSizeGB: 8, creationData: { createOption: "Empty" } }, quick)).diskState === "Unattached"));
await show("snapshot create", async () => {
  const disk = await compute.disks.get("made", "d1");
  const made = await compute.snapshots.beginCreateOrUpdateAndWait("made", "s1",
    { location, creationData: { createOption: "Copy", sourceResourceId: disk.id } }, quick);
  expect(made.diskSizeGB === 8);
});
await show("availability set create", () => compute.availabilitySets.createOrUpdate("made", "a1", { location }));
await show("VM sizes", async () => expect((await all(compute.virtualMachineSizes.list(location))).length > 5));
await show("SKUs", async () => expect((await all(compute.resourceSkus.list({ filter: `location eq '${location}'` }))).length > 5));
await show("usages", async () =>
  expect((await all((compute.usageOperations ?? compute.usage).list(location))).length > 1));
await show("images", async () =>
  expect((await compute.virtualMachineImages.get(location, "Canonical", "ubuntu-24_04-lts", "server", "latest")).name));
await show("subnet as a resource", async () => {
  await network.virtualNetworks.beginCreateOrUpdateAndWait("made", "net",
    { location, addressSpace: { addressPrefixes: ["10.4.0.0/16"] } }, quick);
  await network.subnets.beginCreateOrUpdateAndWait("made", "net", "one", { addressPrefix: "10.4.1.0/24" }, quick);
});
await show("NSG with rules", async () => {
  await network.networkSecurityGroups.beginCreateOrUpdateAndWait("made", "nsg", { location }, quick);
  await network.securityRules.beginCreateOrUpdateAndWait("made", "nsg", "ssh", {
    priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", sourceAddressPrefix: "*",
    sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" }, quick);
});
await show("VM create", async () => {
  const subnet = await network.subnets.get("made", "net", "one");
  const nic = await network.networkInterfaces.beginCreateOrUpdateAndWait("made", "nic",
    { location, ipConfigurations: [{ name: "a", subnet: { id: subnet.id } }] }, quick);
  const made = await compute.virtualMachines.beginCreateOrUpdateAndWait("made", "vm1", {
    location, hardwareProfile: { vmSize: "Standard_B2s" },
    osProfile: { computerName: "vm1", adminUsername: "me", adminPassword: "S3cret!" },
    storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" } },
    networkProfile: { networkInterfaces: [{ id: nic.id }] } }, quick);
  expect(made.vmId && made.storageProfile.osDisk.managedDisk.id);
});
await show("run command", async () =>
  expect((await compute.virtualMachines.beginRunCommandAndWait("made", "vm1",
    { commandId: "RunShellScript", script: ["date"] }, quick)).value[0].message));
await show("VM stop and start", async () => {
  await compute.virtualMachines.beginDeallocateAndWait("made", "vm1", quick);
  await compute.virtualMachines.beginStartAndWait("made", "vm1", quick);
});
const disk = (await compute.virtualMachines.get("made", "vm1")).storageProfile?.osDisk.name;
await show("delete attached disk is rejected", () =>
  rejected("OperationNotAllowed", () => compute.disks.beginDeleteAndWait("made", disk, quick)));
await show("VM delete frees its disk", async () => {
  await compute.virtualMachines.beginDeleteAndWait("made", "vm1", quick);
  expect((await compute.disks.get("made", disk)).diskState === "Unattached");
});
await show("storage account create", async () =>
  expect((await storage.storageAccounts.beginCreateAndWait("made", "stnode1",
    { location, sku: { name: "Standard_LRS" }, kind: "StorageV2" }, quick)).primaryEndpoints.blob));
await show("storage keys", async () => expect((await storage.storageAccounts.listKeys("made", "stnode1")).keys.length === 2));
await show("name availability", async () =>
  expect(!(await storage.storageAccounts.checkNameAvailability({ name: "stnode1", type: "Microsoft.Storage/storageAccounts" })).nameAvailable));
await show("tags of a subscription", () =>
  resources.tagsOperations.beginUpdateAtScopeAndWait(`/subscriptions/${subscription}`,
    { operation: "Merge", properties: { tags: { cost: "1" } } }, quick));
await show("provider register", async () => expect((await resources.providers.register("Microsoft.Web")).registrationState === "Registered"));
await show("query", async () => expect((await graph.resources({ query: "Resources | count" })).data[0].Count > 50));
await show("secrets", async () => {
  await secrets.setSecret("mine", "1");
  await secrets.setSecret("mine", "2");
  expect((await secrets.getSecret("mine")).value === "2");
  expect((await all(secrets.listPropertiesOfSecretVersions("mine"))).length === 2);
  const deleted = await secrets.beginDeleteSecret("mine", { intervalInMs: 10 });
  await deleted.pollUntilDone();
  const recovered = await secrets.beginRecoverDeletedSecret("mine", { intervalInMs: 10 });
  await recovered.pollUntilDone();
  expect((await all(secrets.listPropertiesOfSecrets())).length === 5);
});
await show("group delete", () => resources.resourceGroups.beginDeleteAndWait("made", quick));

package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Regions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which types there are and which api-versions each takes, from Azure's published specifications up to 2025. A version
 * that is newer than those is taken as well, up to today, so that new clients work; and of a provider that is not here,
 * any type and any date.
 */
final class ApiVersions {
    /** Resource Manager's own: subscriptions, groups, resources, tags. */
    private static final List<String> CORE = list(
            "2014-04-01-preview,2014-04-01,2015-01-01,2015-11-01,2016-02-01,"
                    + "2016-06-01,2016-07-01,2016-09-01,2017-03-01,2017-05-01,2017-05-10,2017-06-01,2017-08-01,2017-12-01,"
                    + "2018-01-01,2018-02-01,2018-05-01,2018-06-01,2018-07-01,2018-08-01,2018-09-01,2018-11-01,2019-03-01,"
                    + "2019-05-01,2019-05-10,2019-06-01,2019-07-01,2019-08-01,2019-09-01,2019-10-01,2019-11-01,2020-01-01,"
                    + "2020-05-01,2020-06-01,2020-07-01,2020-08-01,2020-09-01,2020-10-01,2021-01-01,2021-04-01,2022-01-01,"
                    + "2022-03-01-preview,2022-05-01,2022-06-01,2022-09-01,2022-11-01-preview,2022-12-01,2023-03-01-preview,"
                    + "2023-07-01-preview,2023-07-01,2023-08-01,2024-03-01,2024-07-01,2024-08-01,2024-11-01,2025-03-01,2025-04-01");

    private static final String COMPUTE = "2015-05-01-preview,2015-06-15,2016-03-30,2016-04-30-preview,2016-08-30,"
            + "2017-03-30,2017-12-01,2018-04-01,2018-06-01,2018-10-01,2019-03-01,2019-07-01,2019-12-01,2020-06-01,"
            + "2020-12-01,2021-03-01,2021-04-01,2021-07-01,2021-11-01,2022-03-01,2022-08-01,2022-11-01,2023-03-01,"
            + "2023-07-01,2023-09-01,2024-03-01,2024-07-01,2024-11-01,2025-04-01";
    private static final String DISKS = "2016-04-30-preview,2017-03-30,2018-04-01,2018-06-01,2018-09-30,2019-03-01,"
            + "2019-07-01,2019-11-01,2020-05-01,2020-06-30,2020-09-30,2020-12-01,2021-04-01,2021-08-01,2021-12-01,"
            + "2022-03-02,2022-07-02,2023-01-02,2023-04-02,2023-10-02,2024-03-02,2025-01-02";
    private static final String NETWORK = "2015-05-01-preview,2015-06-15,2016-03-30,2016-06-01,2016-07-01,2016-08-01,"
            + "2016-09-01,2016-10-01,2016-11-01,2016-12-01,2017-03-01,2017-06-01,2017-08-01,2017-09-01,2017-10-01,"
            + "2017-11-01,2018-01-01,2018-02-01,2018-03-01,2018-04-01,2018-05-01,2018-06-01,2018-07-01,2018-08-01,"
            + "2018-10-01,2018-11-01,2018-12-01,2019-02-01,2019-04-01,2019-06-01,2019-07-01,2019-08-01,2019-09-01,"
            + "2019-11-01,2019-12-01,2020-01-01,2020-03-01,2020-04-01,2020-05-01,2020-06-01,2020-07-01,2020-08-01,"
            + "2020-11-01,2021-02-01,2021-03-01,2021-05-01,2021-08-01,2021-12-01,2022-01-01,2022-05-01,2022-07-01,"
            + "2022-09-01,2022-11-01,2023-02-01,2023-04-01,2023-05-01,2023-06-01,2023-09-01,2023-11-01,2024-01-01,"
            + "2024-03-01,2024-05-01,2024-07-01,2024-10-01,2025-01-01";
    private static final String STORAGE = "2015-06-15,2016-01-01,2016-12-01,2017-06-01,2017-10-01,2018-02-01,"
            + "2018-03-01-preview,2018-07-01,2018-11-01,2019-04-01,2019-06-01,2020-08-01-preview,2021-01-01,2021-02-01,"
            + "2021-04-01,2021-05-01,2021-06-01,2021-08-01,2021-09-01,2022-05-01,2022-09-01,2023-01-01,2023-04-01,"
            + "2023-05-01,2024-01-01,2025-01-01";
    private static final String VAULTS = "2015-06-01,2016-10-01,2018-02-14-preview,2018-02-14,2019-09-01,"
            + "2020-04-01-preview,2021-04-01-preview,2021-06-01-preview,2021-10-01,2021-11-01-preview,"
            + "2022-02-01-preview,2022-07-01,2022-11-01,2023-02-01,2023-07-01,2024-04-01-preview,2024-11-01,"
            + "2024-12-01-preview,2025-05-01";
    private static final String ROLES = "2014-04-01-preview,2014-07-01-preview,2014-10-01-preview,2015-05-01-preview,"
            + "2015-06-01,2015-07-01,2016-07-01,2017-05-01,2017-09-01,2017-10-01-preview,2018-01-01-preview,2018-07-01,"
            + "2018-09-01-preview,2018-12-01-preview,2019-04-01-preview,2020-03-01-preview,2020-04-01-preview,"
            + "2020-08-01-preview,2020-10-01-preview,2021-04-01-preview,2022-01-01-preview,2022-04-01,"
            + "2022-05-01-preview";

    /** The versions by provider, then by type. */
    private static final Map<String, Map<String, List<String>>> TYPES = new LinkedHashMap<>();

    static {
        types(
                "Microsoft.Compute",
                COMPUTE,
                "virtualMachines,virtualMachines/extensions,virtualMachines/runCommands,virtualMachines/instanceView,"
                        + "virtualMachineScaleSets,virtualMachineScaleSets/virtualMachines,availabilitySets,images,"
                        + "proximityPlacementGroups,hostGroups,hostGroups/hosts,sshPublicKeys,capacityReservationGroups,"
                        + "restorePointCollections,restorePointCollections/restorePoints,locations,locations/operations,"
                        + "locations/vmSizes,locations/usages,locations/publishers,locations/runCommands,"
                        + "locations/diskOperations,locations/virtualMachines,locations/virtualMachineScaleSets,"
                        + "locations/capsOperations,locations/spotEvictionRates,locations/logAnalytics,operations,"
                        + "virtualMachines/vmSizes,virtualMachineScaleSets/extensions,"
                        + "virtualMachineScaleSets/networkInterfaces,virtualMachineScaleSets/publicIPAddresses,"
                        + "capacityReservationGroups/capacityReservations");
        types("Microsoft.Compute", "2016-08-30,2017-03-30,2017-09-01,2018-06-01,2019-04-01,2021-07-01", "skus");
        types("Microsoft.Compute", DISKS, "disks,snapshots,diskEncryptionSets,diskAccesses");
        types(
                "Microsoft.Compute",
                DISKS + "," + COMPUTE,
                "galleries,galleries/images,galleries/images/versions,galleries/applications,cloudServices");
        types(
                "Microsoft.Network",
                NETWORK,
                "networkInterfaces,publicIPAddresses,publicIPPrefixes,virtualNetworks,virtualNetworks/subnets,"
                        + "networkSecurityGroups,networkSecurityGroups/securityRules,loadBalancers,applicationGateways,"
                        + "routeTables,natGateways,bastionHosts,privateEndpoints,virtualNetworkGateways,azureFirewalls,"
                        + "networkWatchers,locations,applicationSecurityGroups,connections,localNetworkGateways,"
                        + "virtualNetworks/virtualNetworkPeerings,networkSecurityGroups/defaultSecurityRules,"
                        + "networkInterfaces/ipConfigurations,routeTables/routes,locations/usages,locations/operations,"
                        + "locations/operationResults,locations/CheckDnsNameAvailability,routeFilters,"
                        + "expressRouteCircuits,virtualWans,virtualHubs,vpnGateways,vpnSites,dnsZones,privateDnsZones,"
                        + "frontDoors,trafficManagerProfiles,firewallPolicies,ipGroups,serviceEndpointPolicies,"
                        + "networkProfiles,privateLinkServices,ddosProtectionPlans,networkVirtualAppliances,"
                        + "privateDnsZones/virtualNetworkLinks,loadBalancers/backendAddressPools,dnsResolvers,"
                        + "networkManagers,virtualNetworkTaps,p2sVpnGateways,operations");
        types(
                "Microsoft.Storage",
                STORAGE,
                "storageAccounts,storageAccounts/blobServices,locations,checkNameAvailability,skus,"
                        + "storageAccounts/blobServices/containers,storageAccounts/fileServices,"
                        + "storageAccounts/fileServices/shares,storageAccounts/queueServices,"
                        + "storageAccounts/queueServices/queues,storageAccounts/tableServices,"
                        + "storageAccounts/tableServices/tables,storageAccounts/managementPolicies,"
                        + "storageAccounts/encryptionScopes,storageAccounts/privateEndpointConnections,"
                        + "locations/usages,locations/deletedAccounts,deletedAccounts,operations");
        types(
                "Microsoft.KeyVault",
                VAULTS,
                "vaults,vaults/secrets,vaults/keys,vaults/accessPolicies,vaults/privateEndpointConnections,managedHSMs,"
                        + "deletedVaults,locations,locations/deletedVaults,checkNameAvailability,operations");
        types(
                "Microsoft.Authorization",
                ROLES,
                "roleAssignments,roleDefinitions,permissions,denyAssignments,"
                        + "classicAdministrators,providerOperations,elevateAccess,roleAssignmentScheduleInstances,"
                        + "roleEligibilityScheduleInstances,roleAssignmentSchedules,roleEligibilitySchedules,"
                        + "roleManagementPolicies,roleManagementPolicyAssignments");
        types("Microsoft.Authorization", "2015-01-01,2016-09-01,2017-04-01,2020-05-01", "locks");
        types(
                "Microsoft.Authorization",
                "2015-11-01,2016-04-01,2016-12-01,2017-06-01-preview,2018-03-01,2018-05-01,2019-01-01,2019-06-01,"
                        + "2019-09-01,2020-03-01,2020-09-01,2021-06-01,2022-06-01,2023-04-01,2024-04-01,2024-05-01,"
                        + "2025-01-01,2025-03-01",
                "policyAssignments,policyDefinitions,policySetDefinitions,policyExemptions");
        types(
                "Microsoft.ManagedIdentity",
                "2015-08-31-preview,2018-11-30,2022-01-31-preview,2023-01-31,2023-07-31-preview,2024-11-30",
                "userAssignedIdentities,userAssignedIdentities/federatedIdentityCredentials,identities,operations");
    }

    private ApiVersions() {}

    private static void types(String provider, String versions, String types) {
        var list = list(versions);
        var known = TYPES.computeIfAbsent(provider, name -> new LinkedHashMap<>());
        Arrays.stream(types.split(",")).forEach(type -> known.put(type, list));
    }

    private static List<String> list(String versions) {
        return Arrays.stream(versions.split(",")).distinct().sorted().toList();
    }

    private static boolean takes(List<String> versions, String version) {
        return versions.contains(version)
                || version.matches("\\d{4}-\\d\\d-\\d\\d(-preview)?")
                        && version.compareTo(versions.get(versions.size() - 1)) > 0
                        && version.compareTo(LocalDate.now().toString()) <= 0;
    }

    static List<String> providers() {
        return List.copyOf(TYPES.keySet());
    }

    /** The name of a provider as Azure writes it, if it is known. */
    static Optional<String> provider(String name) {
        return TYPES.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    static Map<String, List<String>> types(String provider) {
        return TYPES.getOrDefault(provider, Map.of());
    }

    /** The error response if Resource Manager itself does not know the version. */
    static Optional<Response> rejectCore(String version) {
        return takes(CORE, version)
                ? Optional.empty()
                : Optional.of(error(
                        400,
                        "InvalidApiVersionParameter",
                        "The api-version '" + version + "' is invalid. The supported versions are '" + joined(CORE, ",")
                                + "'."));
    }

    /**
     * The error response if there is no such type, or not in that version.
     *
     * @param known whether there is a provider of that name
     * @param location of the resource, or one of those that a list is looked for in
     */
    static Optional<Response> reject(ArmPath path, boolean known, String version, String location) {
        var provider = provider(path.provider());
        if (provider.isEmpty()) {
            return !known
                    ? Optional.of(noNamespace(path.provider()))
                    : version.matches("\\d{4}-\\d\\d-\\d\\d(-[a-z]+)?") ? Optional.empty() : rejectCore(version);
        }
        var types = TYPES.get(provider.get());
        var type = types.keySet().stream()
                .filter(path.shortType()::equalsIgnoreCase)
                .findFirst();
        if (type.isEmpty()) {
            return Optional.of(noType("", provider.get(), version, ""));
        }
        var versions = types.get(type.get());
        if (takes(versions, version)) {
            return Optional.empty();
        }
        return Optional.of(
                provider.get().equals("Microsoft.Authorization")
                        ? noType(
                                " '" + type.get() + "'",
                                provider.get(),
                                version,
                                " The supported api-versions are '" + joined(versions, ",") + "'.")
                        : error(
                                400,
                                "NoRegisteredProviderFound",
                                "No registered resource provider found for location '" + location
                                        + "' and API version '"
                                        + version + "' for type '" + type.get() + "'. The supported api-versions are '"
                                        + joined(versions, ", ") + "'. The supported locations are '" + Regions.names()
                                        + "'."));
    }

    static Response noNamespace(String name) {
        return error(404, "InvalidResourceNamespace", "The resource namespace '" + name + "' is invalid.");
    }

    private static Response noType(String type, String provider, String version, String supported) {
        return error(
                404,
                "InvalidResourceType",
                "The resource type" + type + " could not be found in the namespace '" + provider + "' for api version '"
                        + version + "'." + supported);
    }

    private static String joined(List<String> versions, String between) {
        var newestFirst = new ArrayList<>(versions);
        if (between.equals(",")) {
            java.util.Collections.reverse(newestFirst);
        }
        return String.join(between, newestFirst);
    }
}

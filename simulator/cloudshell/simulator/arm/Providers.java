package cloudshell.simulator.arm;

import cloudshell.simulator.resources.Regions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The resource providers of Azure: those whose resources are simulated, and the names of others. */
final class Providers {
    private static final List<String> OTHERS = Arrays.stream("""
                    Microsoft.AAD Microsoft.AADIAM Microsoft.Addons Microsoft.ADHybridHealthService Microsoft.Advisor
                    Microsoft.AlertsManagement Microsoft.AnalysisServices Microsoft.ApiCenter Microsoft.ApiManagement Microsoft.App
                    Microsoft.AppComplianceAutomation Microsoft.AppConfiguration Microsoft.AppPlatform Microsoft.Attestation
                    Microsoft.Automation Microsoft.AVS Microsoft.AzureActiveDirectory Microsoft.AzureArcData Microsoft.AzureStack
                    Microsoft.AzureStackHCI Microsoft.BareMetalInfrastructure Microsoft.Batch Microsoft.Billing
                    Microsoft.BillingBenefits Microsoft.BotService Microsoft.Cache Microsoft.Capacity Microsoft.Cdn
                    Microsoft.CertificateRegistration Microsoft.ChangeAnalysis Microsoft.Chaos Microsoft.ClassicCompute
                    Microsoft.ClassicNetwork Microsoft.ClassicStorage Microsoft.CloudShell Microsoft.CognitiveServices
                    Microsoft.Commerce Microsoft.Communication Microsoft.ConfidentialLedger Microsoft.Confluent
                    Microsoft.ConnectedVMwarevSphere Microsoft.Consumption Microsoft.ContainerInstance Microsoft.ContainerRegistry
                    Microsoft.ContainerService Microsoft.CostManagement Microsoft.CostManagementExports Microsoft.CustomProviders
                    Microsoft.Dashboard Microsoft.DataBox Microsoft.DataBoxEdge Microsoft.Databricks Microsoft.DataCatalog
                    Microsoft.DataFactory Microsoft.DataLakeAnalytics Microsoft.DataLakeStore Microsoft.DataMigration
                    Microsoft.DataProtection Microsoft.DataShare Microsoft.DBforMariaDB Microsoft.DBforMySQL
                    Microsoft.DBforPostgreSQL Microsoft.DesktopVirtualization Microsoft.DevCenter Microsoft.DevHub
                    Microsoft.Devices Microsoft.DevOpsInfrastructure Microsoft.DevTestLab Microsoft.DigitalTwins
                    Microsoft.DocumentDB Microsoft.DomainRegistration Microsoft.Easm Microsoft.ElasticSan Microsoft.EventGrid
                    Microsoft.EventHub Microsoft.ExtendedLocation Microsoft.Fabric Microsoft.Features Microsoft.FluidRelay
                    Microsoft.GuestConfiguration Microsoft.HanaOnAzure Microsoft.HardwareSecurityModules Microsoft.HDInsight
                    Microsoft.HealthBot Microsoft.HealthcareApis Microsoft.HybridCompute Microsoft.HybridConnectivity
                    Microsoft.HybridContainerService Microsoft.HybridNetwork Microsoft.ImportExport Microsoft.Insights
                    Microsoft.IoTCentral Microsoft.IoTOperations Microsoft.Kubernetes Microsoft.KubernetesConfiguration
                    Microsoft.Kusto Microsoft.LabServices Microsoft.LoadTestService Microsoft.Logic Microsoft.MachineLearningServices
                    Microsoft.Maintenance Microsoft.ManagedIdentity Microsoft.ManagedNetworkFabric Microsoft.ManagedServices
                    Microsoft.Management Microsoft.Maps Microsoft.Marketplace Microsoft.MarketplaceOrdering Microsoft.Migrate
                    Microsoft.MixedReality Microsoft.Monitor Microsoft.NetApp Microsoft.NetworkCloud Microsoft.NotificationHubs
                    Microsoft.OffAzure Microsoft.OperationalInsights Microsoft.OperationsManagement Microsoft.Orbital
                    Microsoft.Peering Microsoft.PolicyInsights Microsoft.Portal Microsoft.PowerBIDedicated Microsoft.PowerPlatform
                    Microsoft.Purview Microsoft.Quantum Microsoft.Quota Microsoft.RecoveryServices Microsoft.RedHatOpenShift
                    Microsoft.Relay Microsoft.ResourceConnector Microsoft.ResourceGraph Microsoft.ResourceHealth
                    Microsoft.Resources Microsoft.SaaS Microsoft.Scheduler Microsoft.Search Microsoft.Security
                    Microsoft.SecurityInsights Microsoft.SerialConsole Microsoft.ServiceBus Microsoft.ServiceFabric
                    Microsoft.ServiceLinker Microsoft.SignalRService Microsoft.Solutions Microsoft.Sql
                    Microsoft.SqlVirtualMachine Microsoft.StandbyPool Microsoft.StorageActions Microsoft.StorageCache
                    Microsoft.StorageMover Microsoft.StorageSync Microsoft.StreamAnalytics Microsoft.Subscription Microsoft.Support
                    Microsoft.Synapse Microsoft.VideoIndexer Microsoft.VirtualMachineImages Microsoft.VSOnline Microsoft.Web
                    Microsoft.WindowsESU Microsoft.Workloads""".split("\\s+")).toList();

    /** Those that every subscription has from the start. */
    private static final Set<String> ALWAYS = Set.of(
            "Microsoft.Features",
            "Microsoft.Resources",
            "Microsoft.ResourceGraph",
            "Microsoft.ManagedIdentity",
            "Microsoft.CloudShell",
            "Microsoft.Billing",
            "Microsoft.Consumption",
            "Microsoft.CostManagement",
            "Microsoft.Support",
            "Microsoft.Portal");

    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** The name of a provider as Azure writes it, if it is one. */
    static Optional<String> find(String name) {
        return ApiVersions.provider(name)
                .or(() -> OTHERS.stream().filter(name::equalsIgnoreCase).findFirst());
    }

    /** All names, those that are simulated first. */
    static List<String> names() {
        return Stream.concat(ApiVersions.providers().stream(), OTHERS.stream())
                .distinct()
                .toList();
    }

    /** Registers or, if it is registered, unregisters a provider for a scope. */
    void set(String scope, String name, boolean registered) {
        var key = key(scope, name);
        if (registered == isFromTheStart(name)) {
            changed.remove(key);
        } else {
            changed.add(key);
        }
    }

    private boolean isRegistered(String scope, String name) {
        return changed.contains(key(scope, name)) != isFromTheStart(name);
    }

    private static boolean isFromTheStart(String name) {
        return ALWAYS.contains(name) || ApiVersions.provider(name).isPresent();
    }

    private static String key(String scope, String name) {
        return (scope + "/" + name).toLowerCase(Locale.ROOT);
    }

    /** @param scope {@code /subscriptions/ID}, or empty for the tenant */
    ObjectNode describe(String scope, String name) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", scope + "/providers/" + name).put("namespace", name);
        var types = node.putArray("resourceTypes");
        ApiVersions.types(name).forEach((type, versions) -> {
            var each = types.addObject().put("resourceType", type);
            var locations = each.putArray("locations");
            Regions.ALL.forEach(region -> locations.add(region.displayName()));
            var newestFirst = each.putArray("apiVersions");
            for (int n = versions.size() - 1; n >= 0; n--) {
                newestFirst.add(versions.get(n));
            }
            each.put(
                    "capabilities",
                    "CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags, SupportsLocation");
        });
        return node.put("registrationState", isRegistered(scope, name) ? "Registered" : "NotRegistered")
                .put("registrationPolicy", "RegistrationRequired");
    }
}

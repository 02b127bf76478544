package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.Origins;
import cloudshell.simulator.resources.ArmErrors;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * {@code /metadata/endpoints}: the URLs of a cloud, which need no token. Tools that read
 * {@code ARM_CLOUD_METADATA_URL} find this simulator under the name of the public cloud.
 */
final class CloudMetadata {
    private final Origins origins;

    CloudMetadata(Origins origins) {
        this.origins = origins;
    }

    Response handle(SimulatedRequest request) {
        if (!request.method().equals("GET")) {
            return ArmErrors.method(request);
        }
        var clouds = JsonNodeFactory.instance.arrayNode();
        var cloud = clouds.addObject();
        cloud.put("name", "AzureCloud").put("portal", "https://portal.azure.com");
        var authentication = cloud.putObject("authentication");
        authentication
                .put("loginEndpoint", "https://login.microsoftonline.com/")
                .put("tenant", "common")
                .put("identityProvider", "AAD")
                .putArray("audiences")
                .add("https://management.core.windows.net/")
                .add("https://management.azure.com/");
        cloud.put("resourceManager", request.origin() + "/")
                .put("graph", "https://graph.windows.net/")
                .put("graphAudience", "https://graph.windows.net/")
                .put("microsoftGraphResourceId", origins.graph() + "/")
                .put("microsoftGraphEndpoint", origins.graph() + "/")
                .put("gallery", "https://gallery.azure.com/")
                .put("batch", "https://batch.core.windows.net/")
                .put("media", "https://rest.media.azure.net/")
                .put("sqlManagement", "https://management.core.windows.net:8443/")
                .put(
                        "vmImageAliasDoc",
                        "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/main/arm-compute/quickstart-templates/aliases.json");
        cloud.putObject("suffixes")
                .put("storage", "core.windows.net")
                .put("keyVaultDns", "vault.azure.net")
                .put("sqlServerHostname", "database.windows.net")
                .put("acrLoginServer", "azurecr.io")
                .put("mhsmDns", "managedhsm.azure.net")
                .put("azureDataLakeStoreFileSystem", "azuredatalakestore.net")
                .put("azureDataLakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net");
        return json(200, request.parameter("api-version").compareTo("2019") < 0 ? cloud : clouds);
    }
}

package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates, as Bicep compiles them, deployed to the simulator. */
class DeploymentsTest {
    private static final String V = "?api-version=2021-04-01";
    private static final String DEPLOYMENT = "~/resourcegroups/RG-WEB/providers/Microsoft.Resources/deployments/d";
    private static final String SCHEMA =
            "'$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#','contentVersion':'1.0.0.0'";
    private static final String NETWORK = """
            {%s,
             'parameters':{'prefix':{'type':'string','defaultValue':'app'},'count':{'type':'int'},
                           'secret':{'type':'secureString','defaultValue':'hidden'}},
             'variables':{'net':"[format('{0}-net', parameters('prefix'))]"},
             'resources':[
              {'type':'Microsoft.Network/networkInterfaces','apiVersion':'2024-05-01',
               'name':"[concat(parameters('prefix'), '-nic-', copyIndex(1))]",
               'copy':{'name':'nics','count':"[parameters('count')]"},
               'location':"[resourceGroup().location]",
               'dependsOn':["[resourceId('Microsoft.Network/virtualNetworks', variables('net'))]"],
               'properties':{'ipConfigurations':[{'name':'a','properties':{'subnet':{
                 'id':"[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('net'), 'one')]"}}}]}},
              {'type':'Microsoft.Network/virtualNetworks','apiVersion':'2024-05-01','name':"[variables('net')]",
               'location':"[resourceGroup().location]",
               'properties':{'addressSpace':{'addressPrefixes':['10.9.0.0/16']},
                             'subnets':[{'name':'one','properties':{'addressPrefix':'10.9.0.0/24'}}]}},
              {'condition':"[equals(parameters('prefix'), 'other')]",'type':'Microsoft.Compute/disks',
               'apiVersion':'2023-10-02','name':'never','location':'westeurope'}],
             'outputs':{'address':{'type':'string',
               'value':"[reference(resourceId('Microsoft.Network/networkInterfaces', 'app-nic-2')).ipConfigurations[0].properties.privateIPAddress]"},
               'unique':{'type':'int','value':"[length(uniqueString(resourceGroup().id))]"}}}""".formatted(SCHEMA);

    private Simulator simulator;
    private SimulatorClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aTemplateIsComparedValidatedAndDeployed() throws Exception {
        var body = deployment(NETWORK, "'parameters':{'count':{'value':2}}");

        var changes =
                client.arm("POST", DEPLOYMENT + "/whatIf" + V, body).body().at("/properties/changes");
        assertEquals(
                3,
                changes.findValuesAsText("changeType").stream()
                        .filter("Create"::equals)
                        .count(),
                changes.toString());
        assertEquals(200, client.arm("POST", DEPLOYMENT + "/validate" + V, body).status());

        var begun = client.arm("PUT", DEPLOYMENT + V, body);
        assertEquals(201, begun.status(), begun.body().toString());
        assertEquals(
                "Succeeded",
                client.get(begun.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText());
        var done = client.get(DEPLOYMENT + V).body();
        assertEquals("10.9.0.5", done.at("/properties/outputs/address/value").asText(), done.toString());
        assertEquals(13, done.at("/properties/outputs/unique/value").asInt());
        assertTrue(done.at("/properties/parameters/secret/value").isMissingNode());
        assertEquals(
                3,
                client.get(DEPLOYMENT + "/operations" + V).body().path("value").size());
        assertEquals(
                200,
                client.get(
                                "~/resourceGroups/rg-web/providers/Microsoft.Network/networkInterfaces/app-nic-1?api-version=2024-05-01")
                        .status());

        var again = client.arm("POST", DEPLOYMENT + "/whatIf" + V, body).body().at("/properties/changes");
        assertEquals(
                3,
                again.findValuesAsText("changeType").stream()
                        .filter("NoChange"::equals)
                        .count(),
                again.toString());
    }

    /** As Azure CLI sends it: a field without quotes, and the comments of the template. */
    @Test
    void aTemplateIsTakenAsAzureCliSendsIt() throws Exception {
        var body = "{\"properties\": {\"parameters\": {}, \"mode\": \"Incremental\", template:{ // none\n"
                + SCHEMA.replace('\'', '"') + ",\"resources\":[],}\n}}";

        assertEquals(201, client.arm("PUT", DEPLOYMENT + V, body).status());
    }

    @Test
    void aSubscriptionGetsGroupsAndModules() throws Exception {
        var inner = "{" + SCHEMA + ",'languageVersion':'2.0','parameters':{'name':{'type':'string'}},'resources':{"
                + "'store':{'type':'Microsoft.Storage/storageAccounts','apiVersion':'2023-01-01','name':\"[parameters('name')]\","
                + "'location':'westeurope','sku':{'name':'Standard_LRS'},'kind':'StorageV2'}},"
                + "'outputs':{'blob':{'type':'string','value':\"[reference('store').primaryEndpoints.blob]\"}}}";
        var outer = "{" + SCHEMA + ",'resources':["
                + "{'type':'Microsoft.Resources/resourceGroups','apiVersion':'2022-09-01','name':'rg-new','location':\"[deployment().location]\"},"
                + "{'type':'Microsoft.Resources/deployments','apiVersion':'2022-09-01','name':'module','resourceGroup':'rg-new',"
                + "'dependsOn':[\"[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-new')]\"],"
                + "'properties':{'mode':'Incremental','expressionEvaluationOptions':{'scope':'inner'},"
                + "'parameters':{'name':{'value':'stmodule'}},'template':" + inner + "}}],"
                + "'outputs':{'blob':{'type':'string','value':\"[reference(extensionResourceId('/subscriptions/10000000-0000-4000-8000-000000000000/resourceGroups/rg-new', 'Microsoft.Resources/deployments', 'module')).outputs.blob.value]\"}}}";
        var path = "~/providers/Microsoft.Resources/deployments/sub";
        var body = deployment(outer, "'parameters':{}").replaceFirst("\\{", "{\"location\":\"westeurope\",");

        var begun = client.arm("PUT", path + V, body);

        assertEquals(201, begun.status(), begun.body().toString());
        var done = client.get(path + V).body();
        assertEquals(
                "https://stmodule.blob.core.windows.net/",
                done.at("/properties/outputs/blob/value").asText(),
                done.toString());
    }

    @Test
    void aResourceThatIsRejectedFailsTheDeploymentWithItsReason() throws Exception {
        var template =
                "{" + SCHEMA + ",'resources':[{'type':'Microsoft.Storage/storageAccounts','apiVersion':'2023-01-01',"
                        + "'name':'Bad_Name','location':'westeurope','sku':{'name':'Standard_LRS'}}]}";
        var begun = client.arm("PUT", DEPLOYMENT + V, deployment(template, "'parameters':{}"));
        var state = client.get(begun.header("Azure-AsyncOperation")).body();

        assertEquals("Failed", state.path("status").asText());
        assertEquals("DeploymentFailed", state.at("/error/code").asText());
        assertEquals("AccountNameInvalid", state.at("/error/details/0/code").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{SCHEMA,'resources':[],'parameters':{'p':{'type':'string'}}};                400 InvalidTemplate",
                "{'resources':[]};                                                            400 InvalidTemplate",
                "{SCHEMA,'resources':[{'type':'Microsoft.Compute/disks','apiVersion':'2023-10-02','name':\"[nix()]\"}]}; 501 NotSimulated",
                "{SCHEMA,'resources':[{'type':'Microsoft.Compute/disks','apiVersion':'2023-10-02','name':\"[concat('a'\"]}; 400 InvalidRequestContent",
                "{SCHEMA,'resources':[],'variables':{'a':\"[variables('a')]\"},'outputs':{'x':{'type':'string','value':\"[variables('a')]\"}}}; 400 InvalidTemplate",
            })
    void whatIsNoTemplateIsRejected(String template, String error) throws Exception {
        var body = deployment(template.replace("SCHEMA", SCHEMA), "'parameters':{}");
        var reply = client.arm("PUT", DEPLOYMENT + V, body);

        assertTrue(error.startsWith(reply.status() + " "), reply.body().toString());
    }

    /** Quotes of the template are single ones, and double ones stand around its expressions. */
    private static String deployment(String template, String parameters) {
        var json = new StringBuilder();
        boolean expression = false;
        for (var c : ("{'properties':{'mode':'Incremental'," + parameters + ",'template':" + template + "}}")
                .toCharArray()) {
            expression ^= c == '"';
            json.append(c == '\'' && !expression ? '"' : c);
        }
        return json.toString();
    }
}

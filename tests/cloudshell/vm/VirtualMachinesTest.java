package cloudshell.vm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import harness.Connections;
import harness.Shared;
import harness.WireMocks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualMachinesTest {
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
    private static final String PATH =
            "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Compute/virtualMachines";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    private final List<CloudShellException> failures = new ArrayList<>();

    @Test
    void theCallIsTheDocumentedOne() {
        models(vm("A", ""));

        vms().list(SUBSCRIPTION).toList();

        SERVER.verify(
                1,
                getRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("api-version", equalTo("2021-07-01"))
                        .withHeader("x-ms-version", equalTo("2019-02-02")));
    }

    @Test
    void powerStatesAreJoinedByTheIdInAnyCaseAndInAnyOrder() {
        models(vm("A", "") + "," + vm("b", ""));
        states(vm("B", view("PowerState/deallocated")) + "," + vm("a", view("powerstate/Running")));

        assertEquals(List.of("A running", "b deallocated"), withPower());
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aVmThatTheSecondListLacksHasAnUnknownPower() {
        models(vm("A", "") + "," + vm("gone", "") + "," + vm("C", ""));
        states(vm("A", view("PowerState/running")) + "," + vm("C", view("PowerState/stopped")));

        assertEquals(List.of("A running", "gone unknown", "C stopped"), withPower());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OSState/generalized", "ProvisioningState/succeeded", "", "PowerStat"})
    void aVmWithoutAPowerStateHasAnUnknownPower(String code) {
        models(vm("A", ""));
        states(vm("A", view(code)));

        assertEquals(List.of("A unknown"), withPower());
    }

    @Test
    void ifTheSecondListFailsTheVmsComeAllTheSameAndTheFailureIsReportedOnce() {
        models(vm("A", "") + "," + vm("B", ""));
        SERVER.stubFor(get(urlPathEqualTo(PATH))
                .withQueryParam("statusOnly", equalTo("true"))
                .willReturn(aResponse().withStatus(403)));

        assertEquals(List.of("A unknown", "B unknown"), withPower());
        assertEquals(1, failures.size());
        assertEquals(Failure.DENIED, failures.get(0).failure());
    }

    @Test
    void theObjectsStayResourceManagersOwnButForTwoNames() {
        models(vm("A", ""));

        var node = vms().list(SUBSCRIPTION).findFirst().orElseThrow().node();

        assertEquals("RG-Group", node.path("resourceGroup").asText());
        assertTrue(node.path("powerState").isNull());
        assertEquals(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/RG-Group/x/A",
                node.path("id").asText());
        assertEquals(5, node.size());
    }

    @Test
    void recordedVmsAreReadAndTheirPowerStatesJoined() {
        models(Shared.json("samples/arm/derived-vm-statusonly-full.body.json"));
        states(Shared.json("samples/arm/derived-vm-statusonly-minimal.body.json"));

        var all = vms().listWithPower(SUBSCRIPTION, failures::add).toList();

        assertEquals(16, all.size());
        assertTrue(all.stream().allMatch(vm -> !vm.size().isEmpty() && !vm.os().isEmpty()));
        assertTrue(all.stream().anyMatch(vm -> vm.power() == PowerState.DEALLOCATED));
        assertTrue(all.stream().anyMatch(vm -> vm.power() == PowerState.UNKNOWN));
        assertEquals(
                all.get(0).resourceGroup().toUpperCase(java.util.Locale.ROOT),
                all.get(0).resourceGroup());
    }

    @ParameterizedTest
    @CsvSource({
        "vm-list-1-2022-11-01,       1",
        "vm-list-2-2020-12-01,       2",
        "vm-list-3-2020-12-01,       3",
        "vm-list-16-2017-12-01,     16",
        "vm-list-24-2017-12-01,     24",
        "vm-list-empty-2020-12-01,    0",
        "vm-list-rg-empty-2020-12-01, 0",
    })
    void everyRecordedListIsReadWithAllThatItsTableShows(String name, int vms) {
        models(Shared.json("samples/arm/" + name + ".body.json"));

        var all = vms().list(SUBSCRIPTION).toList();

        assertEquals(vms, all.size());
        assertTrue(all.stream()
                .allMatch(each -> !each.name().isEmpty()
                        && !each.resourceGroup().isEmpty()
                        && !each.location().isEmpty()
                        && !each.size().isEmpty()
                        && !each.provisioning().isEmpty()));
    }

    @Test
    void theRecordedPagesAreReadToTheEndAlthoughOneIsEmpty() {
        var here = WireMocks.address(SERVER);
        for (int page = 1; page <= 3; page++) {
            var text = Shared.text("samples/arm/derived-vm-paging-p" + page + ".body.json")
                    .replace("https://management.azure.com:443", here)
                    .replace("https://management.azure.com", here)
                    .replaceAll("/subscriptions/[0-9a-f-]{36}", "/subscriptions/" + SUBSCRIPTION);
            SERVER.stubFor(get(urlPathEqualTo(PATH))
                    .inScenario("pages")
                    .whenScenarioStateIs(page == 1 ? Scenario.STARTED : "page " + page)
                    .willSetStateTo("page " + (page + 1))
                    .willReturn(okJson(text)));
        }

        assertEquals(24, vms().list(SUBSCRIPTION).count());
        assertEquals(3, SERVER.getAllServeEvents().size());
    }

    @Test
    void aVmWithNothingButAnIdIsStillAVm() {
        models("{\"id\":\"/subscriptions/s\"}");

        var vm = vms().list(SUBSCRIPTION).findFirst().orElseThrow();

        assertEquals("", vm.name() + vm.resourceGroup() + vm.size() + vm.os() + vm.location());
        assertEquals("s", vm.subscriptionId());
    }

    @Test
    void aVmPrintsAsALineThatBeginsWithItsName() {
        models(vm("A\\u001b[31m", ",\"location\":\"westeurope\""));

        var line = vms().list(SUBSCRIPTION).findFirst().orElseThrow().toString();

        assertEquals("A [31m  unknown    westeurope  RG-Group", line);
    }

    @ParameterizedTest
    @CsvSource({
        "vm-instanceview-running-2017-12-01,                  VM running",
        "vm-instanceview-deallocated-2017-12-01,              VM deallocated",
    })
    void recordedInstanceViewsHaveTheirPowerState(String name, String power) {
        var view = Shared.json("samples/arm/" + name + ".body.json");
        var vm = JsonNodeFactory.instance.objectNode();
        vm.putObject("properties").set("instanceView", view);

        assertEquals(power, VirtualMachine.powerState(vm));
    }

    @Test
    void aVmWithoutAViewHasNoPowerState() {
        assertNull(VirtualMachine.powerState(Shared.json("samples/arm/vm-list-3-2020-12-01.body.json")
                .path("value")
                .path(0)));
    }

    private List<String> withPower() {
        return vms().listWithPower(SUBSCRIPTION, failures::add)
                .map(vm -> vm.name() + " " + vm.power())
                .toList();
    }

    private static VirtualMachines vms() {
        return new VirtualMachines(Connections.toArm(WireMocks.address(SERVER)), VirtualMachines.API_VERSION);
    }

    private static String vm(String name, String more) {
        return "{\"name\":\"" + name + "\",\"id\":\"/subscriptions/" + SUBSCRIPTION + "/resourceGroups/RG-Group/x/"
                + name + "\"" + (more.isEmpty() ? ",\"location\":\"x\"" : more) + "}";
    }

    private static String view(String code) {
        return ",\"properties\":{\"instanceView\":{\"statuses\":[{\"code\":\"ProvisioningState/succeeded\"},{\"code\":\""
                + code + "\"}]}}";
    }

    private static void models(String vms) {
        list(vms, false);
    }

    private static void states(String vms) {
        list(vms, true);
    }

    private static void models(JsonNode list) {
        models(elements(list));
    }

    private static void states(JsonNode list) {
        states(elements(list));
    }

    private static String elements(JsonNode list) {
        var text = list.path("value").toString();
        return text.substring(1, text.length() - 1);
    }

    private static void list(String vms, boolean statusOnly) {
        SERVER.stubFor(get(urlPathEqualTo(PATH))
                .withQueryParam("statusOnly", statusOnly ? equalTo("true") : absent())
                .willReturn(okJson("{\"value\":[" + vms + "]}")));
    }
}

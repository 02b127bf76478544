package cloudshell.vm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.arm.ArmException;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Connections;
import harness.WireMocks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VmListsTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    private final List<CloudShellException> failures = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    @Test
    void theVmsComeInTheOrderOfTheSubscriptions() {
        vms("one", list("a"));
        vms("two", list("").withFixedDelay(20));
        vms("three", list("b"));

        read("one", "two", "three");

        assertEquals(List.of("a", "b"), names);
    }

    @Test
    void oneThatIsRejectedIsReportedAndTheOthersCome() {
        vms("one", list("a"));
        vms("two", aResponse().withStatus(403));
        vms("three", list("b"));

        read("one", "two", "three");

        assertEquals(List.of("a", "b"), names);
        assertEquals(1, failures.size());
        assertEquals(Failure.DENIED, failures.get(0).failure());
    }

    @Test
    void oneThatFailsIsReportedAndTheEndSaysThatTheListIsIncomplete() {
        vms("one", list("a"));
        vms("two", aResponse().withStatus(404));
        vms("three", list("b"));

        var end = assertThrows(ArmException.class, () -> read("one", "two", "three"));

        assertEquals(List.of("a", "b"), names);
        assertEquals(Failure.FAILED, end.failure());
        assertTrue(end.getMessage().contains("1 of 3 failed"), end.getMessage());
    }

    @Test
    void ifAllAreRejectedTheEndIsAnErrorResponse() {
        vms("one", aResponse().withStatus(403));
        vms("two", aResponse().withStatus(403));

        var end = assertThrows(ArmException.class, () -> read("one", "two"));

        assertEquals(Failure.DENIED, end.failure());
        assertEquals(2, failures.size());
    }

    @Test
    void theOnlyOneFailsAsItself() {
        vms("one", aResponse().withStatus(403));

        var failure = assertThrows(ArmException.class, () -> read("one"));

        assertTrue(failure.getMessage().contains("HTTP 403"), failure.getMessage());
        assertEquals(List.of(), failures);
    }

    @Test
    void nothingIsSentBeforeTheStreamIsRead() {
        vms("one", list("a"));

        virtualMachines().listEach(List.of("one", "two"), true, failures::add);

        assertEquals(List.of(), SERVER.getAllServeEvents());
    }

    private void read(String... subscriptions) {
        virtualMachines().listEach(List.of(subscriptions), false, failures::add).forEach(vm -> names.add(vm.name()));
    }

    private static VirtualMachines virtualMachines() {
        return new VirtualMachines(Connections.toArm(WireMocks.address(SERVER)), VirtualMachines.API_VERSION);
    }

    private static void vms(String subscription, ResponseDefinitionBuilder response) {
        var path = "/subscriptions/" + subscription + "/providers/Microsoft.Compute/virtualMachines";
        SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(response));
    }

    private static ResponseDefinitionBuilder list(String name) {
        var vm = "{\"id\":\"/subscriptions/x/" + name + "\",\"name\":\"" + name + "\"}";
        return okJson("{\"value\":[" + (name.isEmpty() ? "" : vm) + "]}");
    }
}

package cloudshell.vm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloudshell.arm.ArmException;
import cloudshell.token.CloudShellException;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Connections;
import harness.WireMocks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list of VMs whose power states cannot be read. */
class VmListTest {
    private static final String PATH = "/subscriptions/s/providers/Microsoft.Compute/virtualMachines";
    private static final String VM = "{\"value\":[{\"id\":\"/subscriptions/s/a\"}]";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    private final List<CloudShellException> reported = new ArrayList<>();

    @BeforeEach
    void thePowerStatesAreDenied() {
        SERVER.stubFor(get(urlPathEqualTo(PATH))
                .withQueryParam("statusOnly", equalTo("true"))
                .willReturn(aResponse().withStatus(403)));
        vms(okJson(VM + ",\"nextLink\":\"" + WireMocks.address(SERVER) + "/next\"}"));
    }

    @Test
    void theirFailureIsReportedOnceAtTheEnd() {
        next(okJson(VM + "}"));
        var vms = vms().listEach(List.of("s"), true, reported::add).iterator();

        vms.next();
        assertEquals(List.of(), reported);
        vms.next();
        assertEquals(false, vms.hasNext());
        assertEquals(1, reported.size());
    }

    @Test
    void aListThatFailsItselfReportsNothingBesides() {
        next(aResponse().withStatus(404));
        var vms = vms().listEach(List.of("s"), true, reported::add);

        assertThrows(ArmException.class, vms::toList);
        assertEquals(List.of(), reported);
    }

    @Test
    void forAReaderWhoMayStopEarlyTheirFailureIsReportedAtOnce() {
        vms().listWithPower("s", reported::add).iterator().next();

        assertEquals(1, reported.size());
    }

    private static VirtualMachines vms() {
        return new VirtualMachines(Connections.toArm(WireMocks.address(SERVER)), VirtualMachines.API_VERSION);
    }

    private static void vms(ResponseDefinitionBuilder response) {
        SERVER.stubFor(
                get(urlPathEqualTo(PATH)).withQueryParam("statusOnly", absent()).willReturn(response));
    }

    private static void next(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(urlPathEqualTo("/next")).willReturn(response));
    }
}

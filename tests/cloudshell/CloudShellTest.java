package cloudshell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.arm.ArmException;
import cloudshell.arm.Subscription;
import cloudshell.managedidentity.EndpointOptions;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import cloudshell.token.UsageException;
import harness.Project;
import harness.RawServer;
import harness.Run;
import harness.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudShellTest {
    private static final String TENANT =
            "{\"value\":[{\"subscriptionId\":\"aaaaaaaa-0000-0000-0000-000000000001\",\"displayName\":\"A\",\"state\":\"Enabled\"}]}";

    @Test
    void aProgramThatKnowsManagedIdentityGetsTokens() throws Exception {
        Tools.require("curl");
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS);
                var endpoint = CloudShell.connect(Settings.of(simulator.environment()))
                        .startManagedIdentityEndpoint(
                                EndpointOptions.DEFAULTS.withOnly(List.of(Audience.parse("vault", Cloud.PUBLIC))))) {
            var lines = """
                    for resource in https://vault.azure.net https://graph.microsoft.com; do
                      curl -s -o /dev/null -w '%{http_code} ' -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" \\
                        "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=$resource"
                    done
                    """;
            var job = Run.builder(Project.root(), Map.of(), List.of("sh", "-c", lines));
            endpoint.applyTo(job.environment());

            assertEquals("200 403 ", new String(job.start().getInputStream().readAllBytes(), UTF_8));
            assertEquals(Map.of("https://vault.azure.net", 1L), endpoint.issued());
        }
    }

    @Test
    void sixteenThreadsThatWantTheSubscriptionsMakeOneRequest() throws Exception {
        try (var server = responding(200, TENANT)) {
            var azure = connect(server.address());
            Callable<List<Subscription>> all = () -> azure.subscriptions().all();
            var threads = Executors.newFixedThreadPool(16);
            try {
                for (var each : threads.invokeAll(java.util.Collections.nCopies(16, all))) {
                    assertEquals(1, each.get().size());
                }
            } finally {
                threads.shutdownNow();
            }

            azure.subscriptions().defaultId();
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void aListOfSubscriptionsThatFailedIsRequestedAgain() {
        var responses = new ArrayList<>(List.of(403, 200));
        try (var server = RawServer.start((request, connection) ->
                RawServer.send(connection, RawServer.message(responses.remove(0), "", TENANT.getBytes())))) {
            var subscriptions = connect(server.address()).subscriptions();

            assertThrows(ArmException.class, subscriptions::all);
            assertEquals(1, subscriptions.all().size());
        }
    }

    @Test
    void aPathBelowAUrlIsNotAddedToItsQuery() {
        try (var server = responding(200, "{}")) {
            connect(server.address())
                    .api(server.address() + "/v1.0/me?$select=id", "https://x.example")
                    .get("/foo");

            assertEquals("GET /v1.0/me/foo HTTP/1.1", server.requests().get(0).line());
        }
    }

    @Test
    void aUrlWithAFragmentIsRejected() {
        try (var server = responding(200, "{}")) {
            var arm = connect(server.address()).arm();

            var failure = assertThrows(ArmException.class, () -> arm.get("/x?api-version=2021&y=1#z"));

            assertTrue(failure.getMessage().contains("it has a #"), failure.getMessage());
            assertEquals(0, server.requests().size());
        }
    }

    @Test
    void manyPatchesLeaveNoCrowdOfThreadsBehind() {
        long before = clients();
        try (var server = responding(200, "{}")) {
            for (int i = 0; i < 20; i++) {
                connect(server.address()).arm().send("PATCH", "/x?api-version=1", "{}".getBytes());
            }

            assertTrue(clients() <= before + 1, clients() + " threads, and " + before + " before");
            assertEquals(20, server.requests().size());
        }
    }

    @Test
    void thePackedResponseToAPatchIsUnpackedAndALargeErrorIsCut() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(packed)) {
            out.write("{\"a\":1}".getBytes());
        }
        try (var server = RawServer.start((request, connection) -> RawServer.send(
                connection,
                request.line().contains("/large")
                        ? RawServer.message(400, "", new byte[5 << 20])
                        : RawServer.message(200, "Content-Encoding: gzip\r\n", packed.toByteArray())))) {
            var arm = connect(server.address()).arm();

            var response = arm.send("PATCH", "/x?api-version=1", "{}".getBytes());
            assertEquals("{\"a\":1}", new String(response.body()));
            assertEquals(
                    400,
                    assertThrows(ArmException.class, () -> arm.send("PATCH", "/large?api-version=1", "{}".getBytes()))
                            .status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aTimeOutThatNoRequestCanKeepIsWrongUsage(String timeout) {
        assertThrows(UsageException.class, () -> Settings.of(Map.of()).withTimeout(Duration.parse(timeout)));
    }

    @Test
    void aTimeOutOfAllTimeIsADay() {
        assertEquals(
                Duration.ofDays(1),
                Settings.of(Map.of())
                        .withTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .timeout());
    }

    @Test
    void noSuchPortAndAPasswordInAnEndpointAreTheUsersMistakeAndThePasswordIsNotShown() {
        for (var endpoint : List.of("http://localhost:99999/x", "http://me:s3cret@localhost/x")) {
            var failure = assertThrows(
                    UsageException.class,
                    () -> CloudShell.connect(Settings.of(Map.of("MSI_ENDPOINT", endpoint, "ACC_CLOUD", "PROD"))));
            assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());
        }
    }

    @Test
    void aResourceManagerThatIsNoCloudsOwnNeedsToBeAllowed() {
        var settings = Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.example.com"));

        var failure = assertThrows(UsageException.class, () -> CloudShell.connect(settings));
        assertTrue(failure.hint().contains("Settings.withRemoteEndpoint(true)"), failure.hint());
        assertEquals(
                "https://management.example.com",
                CloudShell.connect(settings.withRemoteEndpoint(true))
                        .resourceManager()
                        .toString());
        CloudShell.connect(
                Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.usgovcloudapi.net:443/")));
    }

    @Test
    void anExceptionOutlivesSerialization() throws Exception {
        var original = new TokenException(
                Failure.DENIED, new Audience("https://x"), "no", "az login", new IllegalStateException("beneath"));

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var copy = (CloudShellException) in.readObject();
            assertEquals("", copy.code());
            assertEquals(Failure.DENIED, copy.failure());
            assertEquals("az login", copy.hint());
            assertEquals("beneath", copy.getCause().getMessage());
        }
    }

    private static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .count();
    }

    private static RawServer responding(int status, String body) {
        return RawServer.start(
                (request, connection) -> RawServer.send(connection, RawServer.message(status, "", body.getBytes())));
    }

    private static CloudShell connect(String url) {
        var settings = Settings.of(
                        Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", url, "HOME", System.getProperty("java.io.tmpdir")))
                .withPause((wait, why) -> {});
        return CloudShell.connect(settings, audience -> new AccessToken(audience.resource(), Instant.MAX, "opaque"));
    }
}

package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Program;
import harness.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS for one run: who trusts its files is served, nobody else is, and nothing of it stays. */
class TlsTest {
    private static final String METADATA = "/metadata/endpoints?api-version=2022-09-01";

    @Test
    void whoeverTrustsTheRunsFileIsServedOnEachPortAndNextLinksStaySafe() throws Exception {
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true).withPageSize(7))) {
            var environment = simulator.environment();
            var client =
                    HttpClient.newBuilder().sslContext(trusting(environment)).build();

            assertEquals(200, status(client, environment.get("ARM_CLOUD_METADATA_URL")));
            assertEquals(401, status(client, environment.get("AZURE_MICROSOFT_GRAPH_ENDPOINT") + "/v1.0/me"));
            assertEquals(401, status(client, environment.get("AZURE_KEYVAULT_URL") + "/secrets"));
            assertEquals(
                    200,
                    status(client, environment.get("ARM_CLOUD_METADATA_URL").replace("localhost", "127.0.0.1")));
            assertTrue(environment.get("MSI_ENDPOINT").startsWith("http://"), "as in Cloud Shell");
            var vms = HttpRequest.newBuilder(URI.create(environment.get("AZURE_RESOURCE_MANAGER_ENDPOINT")
                            + "/subscriptions/" + environment.get("AZURE_SUBSCRIPTION_ID")
                            + "/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01"))
                    .header(
                            "Authorization",
                            "Bearer " + new SimulatorClient(simulator).token("https://management.azure.com/"))
                    .build();
            var link = environment.get("AZURE_RESOURCE_MANAGER_ENDPOINT") + "/subscriptions/";
            assertTrue(client.send(vms, BodyHandlers.ofString()).body().contains("\"nextLink\":\"" + link));
        }
    }

    @Test
    void nobodyElseTrustsIt() {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true));
                var other = Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true))) {
            var address = simulator.environment().get("AZURE_RESOURCE_MANAGER_ENDPOINT") + METADATA;
            var another = HttpClient.newBuilder()
                    .sslContext(trusting(other.environment()))
                    .build();

            assertThrows(SSLHandshakeException.class, () -> status(HttpClient.newHttpClient(), address));
            assertThrows(SSLHandshakeException.class, () -> status(another, address));
        }
    }

    @Test
    void itsFilesAreTheUsersAloneHoldNoKeyAndGoWithTheRun() throws Exception {
        Path directory;
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withHttps(true))) {
            var bundle = Path.of(simulator.environment().get("SSL_CERT_FILE"));
            directory = bundle.getParent();
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertFalse(new String(Files.readAllBytes(file), UTF_8).contains("PRIVATE"), file.toString());
                }
            }
            var store = KeyStore.getInstance(
                    Path.of(simulator.environment().get("JAVA_TOOL_OPTIONS").replaceAll(".*trustStore=", ""))
                            .toFile(),
                    (char[]) null);
            assertTrue(store.isCertificateEntry("cloudshell-simulator"));
            assertTrue(store.size() > 1, "what Java trusts anyway is trusted still");
        }
        assertFalse(Files.exists(directory));
    }

    @Test
    void itsFilesGoWhenTheCommandIsEndedFromOutside(@TempDir Path temporary) throws Exception {
        var command = new java.util.ArrayList<>(Program.command("SimulatorScript", List.of("--https")));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        var process = Run.builder(temporary.getParent(), Map.of(), command).start();
        try (var lines = process.inputReader(UTF_8)) {
            while (!lines.readLine().startsWith("export POWERSHELL")) {
                // until it serves
            }
            try (var inside = Files.list(temporary)) {
                assertEquals(1, inside.count());
            }
        } finally {
            process.destroy();
        }
        process.waitFor();

        try (var left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static int status(HttpClient client, String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static SSLContext trusting(Map<String, String> environment) {
        try (var pem = Files.newInputStream(Path.of(environment.get("NODE_EXTRA_CA_CERTS")))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "run",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

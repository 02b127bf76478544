package cloudshell.simulator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTlsTest {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";

    @Test
    void whatIsTrustedAlreadyStaysTrustedIfItIsADirectory(@TempDir Path own, @TempDir Path run) throws Exception {
        Files.writeString(own.resolve("a.pem"), BEGIN + "first\n-----END CERTIFICATE-----\n");
        Files.writeString(own.resolve("0a1b2c3d.0"), BEGIN + "second\n-----END CERTIFICATE-----\n");
        Files.writeString(own.resolve("key.pem"), BEGIN + "-----BEGIN PRIVATE KEY-----\n");
        Files.writeString(own.resolve("README"), "nothing");

        var tls = RunTls.make(Clock.systemUTC(), Map.of("REQUESTS_CA_BUNDLE", own.toString()), run);
        var bundle =
                Files.readString(Path.of(tls.environment("https://localhost:1").get("REQUESTS_CA_BUNDLE")));

        assertEquals(3, bundle.split(BEGIN, -1).length - 1, bundle);
        assertTrue(bundle.contains("first") && bundle.contains("second") && !bundle.contains("PRIVATE"), bundle);
    }
}

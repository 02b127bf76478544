package harness;

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Connections to servers on localhost that never wait between two tries. */
public final class Connections {
    public static final String SECRET = "eyJhbGciOiJub25lIn0.eyJ0aWQiOiJ0LTEifQ.c2ln";

    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private Connections() {}

    /** To a token endpoint at this URL. */
    public static CloudShell toEndpoint(String url, Duration timeout) {
        return CloudShell.connect(settings(Map.of("MSI_ENDPOINT", url + "/oauth2/token"), timeout));
    }

    /** To a Resource Manager at this URL, with a token that is always at hand. */
    public static Arm toArm(String url) {
        return CloudShell.connect(
                        settings(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", url), Duration.ofSeconds(20)),
                        audience -> new AccessToken(audience.resource(), NEVER, SECRET))
                .arm();
    }

    public static Settings settings(Map<String, String> environment, Duration timeout) {
        return Settings.of(environment).withTimeout(timeout).withPause((wait, why) -> {});
    }
}

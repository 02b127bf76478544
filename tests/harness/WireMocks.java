package harness;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;

/** Servers on any free port of loopback, one for each test that registers it. */
public final class WireMocks {
    private WireMocks() {}

    public static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(WireMockConfiguration.options()
                        .dynamicPort()
                        .bindAddress("127.0.0.1")
                        .gzipDisabled(true))
                .build();
    }

    /** {@code http://localhost:PORT} of it. */
    public static String address(WireMockExtension server) {
        return "http://localhost:" + server.getPort();
    }
}

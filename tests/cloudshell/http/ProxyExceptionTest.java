package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.RawServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both HTTP clients through a proxy whose response to CONNECT is its own. */
@Isolated
class ProxyExceptionTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ProxySelector usual = ProxySelector.getDefault();
    private final Transport transport = new NonIdempotentTransport(new UrlConnectionTransport(1024), 1024);

    @AfterEach
    void restore() {
        ProxySelector.setDefault(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 407 Proxy Authentication Required, HTTP 407 (it wants a sign-in)",
        "PUT, 407 Proxy Authentication Required, HTTP 407 (it wants a sign-in)",
        "PATCH, 407 Proxy Authentication Required, HTTP 407 (it wants a sign-in)",
        "GET, 403 Forbidden, HTTP 403",
        "PATCH, 403 Forbidden, HTTP 403",
        "GET, 502 Bad Gateway, HTTP 502",
        "POST, 502 Bad Gateway, HTTP 502",
    })
    void namesTheProxyAndItsStatusAndThatNothingWasSent(String method, String status, String reported)
            throws IOException {
        try (var proxy =
                proxy("HTTP/1.1 " + status + "\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n")) {
            var e = assertThrows(ProxyException.class, () -> transport.send(request(method), DEADLINE));

            assertEquals(
                    "the proxy 127.0.0.1:" + port(proxy) + " responded with " + reported
                            + "; nothing was sent to the service",
                    e.getMessage());
            assertTrue(e.nothingSent());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 220 smtp ready",
        "PATCH, 220 smtp ready",
        "GET, ''",
        "PATCH, ''",
        "GET, HTTP/1.1",
        "PATCH, HTTP/1.1"
    })
    void namesTheProxyThatDoesNotSpeakHttp(String method, String response) throws IOException {
        try (var proxy = proxy(response + "\r\n\r\n")) {
            var e = assertThrows(IOException.class, () -> transport.send(request(method), DEADLINE));

            assertTrue(e.getMessage().contains("the proxy 127.0.0.1:" + port(proxy)), e.getMessage());
            assertFalse(e.getMessage().matches(".*(Exception|java\\.).*"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET", "PATCH"})
    void namesTheProxyThatCannotBeReached(String method) throws IOException {
        int port;
        try (var proxy = proxy("")) {
            port = port(proxy);
        }
        var e = assertThrows(ProxyException.class, () -> transport.send(request(method), DEADLINE));

        assertTrue(e.getMessage().startsWith("the proxy 127.0.0.1:" + port + " cannot be reached"), e.getMessage());
    }

    @Test
    void noProxyIsOnTheWayToTheLocalHost() throws IOException {
        try (var proxy = proxy("")) {
            assertEquals("", ProxyException.proxyOf(URI.create("http://localhost:1/x")));
            assertEquals("127.0.0.1:" + port(proxy), ProxyException.proxyOf(URI.create("https://example.com/x")));
        }
    }

    private static Transport.Request request(String method) {
        return new Transport.Request(
                method,
                URI.create("https://management.azure.com/x"),
                Map.of("Authorization", "Bearer secret"),
                method.equals("GET") ? null : new byte[] {'{', '}'});
    }

    private static int port(RawServer server) {
        return URI.create(server.address()).getPort();
    }

    private static RawServer proxy(String response) throws IOException {
        var server = RawServer.start(RawServer.Response.text(response));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port(server))));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
        return server;
    }
}

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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"POST", "PATCH", "PUT", "DELETE"})
    void knowsThatNothingWasSentIfTheConnectionToTheServiceWasNeverMade(String method) throws IOException {
        for (var response : List.of("220 smtp ready", "\u0000\u0001\u0002", "HTTP/1.1", "HTTP/9", "x".repeat(10_000))) {
            try (var proxy = proxy(response + "\r\n\r\n")) {
                var e = assertThrows(IOException.class, () -> transport.send(request(method), DEADLINE), response);

                // HttpURLConnection takes some of them for the end of the connection.
                var closed =
                        e instanceof Transport.BrokenConnection broken && broken.phase() == Transport.Phase.CONNECT;
                assertEquals(
                        "the proxy 127.0.0.1:" + port(proxy)
                                + (closed
                                        ? " closed the connection"
                                        : " responded to CONNECT with something that is not HTTP; nothing was sent to the"
                                                + " service"),
                        e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "PUT", "DELETE"})
    void aProxyThatClosesTheConnectionAtConnectHasSentNothing(String method) throws IOException {
        try (var proxy = proxy("")) {
            var e = assertThrows(Transport.BrokenConnection.class, () -> transport.send(request(method), DEADLINE));

            assertEquals(Transport.Phase.CONNECT, e.phase());
            assertEquals("the proxy 127.0.0.1:" + port(proxy) + " closed the connection", e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "PUT"})
    void aProxyThatNeverRespondsHasSentNothing(String method) throws IOException {
        try (var proxy = RawServer.start((request, connection) -> Thread.sleep(60_000))) {
            select(Proxy.Type.HTTP, port(proxy));

            var e = assertThrows(ProxyException.class, () -> transport.send(request(method), Duration.ofMillis(600)));

            assertTrue(e.getMessage().endsWith("made no connection in time; nothing was sent to the service"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH"})
    void aSocksProxyIsNamedWithItsReason(String method) throws IOException {
        try (var proxy = SocksServer.start(2)) {
            select(Proxy.Type.SOCKS, proxy.port());

            var e = assertThrows(ProxyException.class, () -> transport.send(request(method), DEADLINE));

            var reason = method.equals("PATCH")
                    ? "cannot be used for a PATCH, which Java sends through HTTP proxies only"
                    : "made no connection: Connection not allowed by ruleset";
            assertEquals(
                    "the proxy 127.0.0.1:" + proxy.port() + " (SOCKS) " + reason + "; nothing was sent to the service",
                    e.getMessage());
            assertEquals(
                    method.equals("PATCH") ? Set.of() : Set.of("management.azure.com:443"),
                    Set.copyOf(proxy.requested()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void aSocksProxyThatSpeaksSomethingElseIsNamed(String method) throws IOException {
        try (var proxy = SocksServer.garbage()) {
            select(Proxy.Type.SOCKS, proxy.port());

            var e = assertThrows(ProxyException.class, () -> transport.send(request(method), DEADLINE));

            assertTrue(e.getMessage().startsWith("the proxy 127.0.0.1:" + proxy.port() + " (SOCKS) "), e.getMessage());
            assertTrue(e.nothingSent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aSocksProxyThatCannotBeReachedIsNamed(String method) throws IOException {
        int port;
        try (var proxy = SocksServer.garbage()) {
            port = proxy.port();
        }
        select(Proxy.Type.SOCKS, port);

        var e = assertThrows(ProxyException.class, () -> transport.send(request(method), DEADLINE));

        assertTrue(e.getMessage().startsWith("the proxy 127.0.0.1:" + port + " (SOCKS) "), e.getMessage());
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
        select(Proxy.Type.HTTP, port(server));
        return server;
    }

    private static void select(Proxy.Type type, int port) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(type, new InetSocketAddress("127.0.0.1", port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    }
}

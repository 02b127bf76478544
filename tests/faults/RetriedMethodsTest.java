package faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.arm.ArmException;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Settings;
import harness.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is sent again and what never is: each method at each moment at which a connection can break. */
class RetriedMethodsTest {
    private static final List<String> METHODS = List.of("GET", "HEAD", "safe POST", "PUT", "DELETE", "POST", "PATCH");

    /**
     * The requests that the service sees of each method; a safe POST only reads. If a connection
     * ends before the request does, the JDK writes it again by itself, so that there is a range.
     */
    private static final String EXPECTED = """
            connection refused                | 0 | 0 | 0 | 0 | 0 | 0 | 0
            closed before the request         | 1-8 | 1-8 | 1-8 | 1-8 | 1-8 | 1 | 1
            closed within the request         | 1-8 | 1-8 | 1-8 | 1-8 | 1-8 | 1 | 1
            closed after the request          | 4 | 4 | 4 | 4 | 4 | 1 | 1
            reset after the request           | 4 | 4 | 4 | 4 | 4 | 1 | 1
            closed within the response's head   | 1 | 1 | 1 | 1 | 1 | 1 | 1
            closed within the body of a 201   | 4 | 1 | 4 | 1 | 1 | 1 | 1
            reset within the body of a 201    | 4 | 1 | 4 | 1 | 1 | 1 | 1
            never responds                     | 1 | 1 | 1 | 1 | 1 | 1 | 1
            408                               | 4 | 4 | 4 | 1 | 1 | 1 | 1
            500                               | 4 | 4 | 4 | 1 | 1 | 1 | 1
            501                               | 1 | 1 | 1 | 1 | 1 | 1 | 1
            503                               | 4 | 4 | 4 | 1 | 1 | 1 | 1
            503 with Retry-After              | 4 | 4 | 4 | 4 | 4 | 4 | 4
            504                               | 4 | 4 | 4 | 1 | 1 | 1 | 1
            429                               | 4 | 4 | 4 | 4 | 4 | 4 | 4
            400 AudienceNotSupported          | 1 | 1 | 1 | 1 | 1 | 1 | 1
            302                               | 1 | 1 | 1 | 1 | 1 | 1 | 1
            """;

    @TestFactory
    Stream<DynamicTest> whatChangesSomethingHappensOnce() {
        var table = new Table(
                "methods.md",
                "Requests that the service sees, by method",
                Stream.concat(Stream.of("Moment"), METHODS.stream()).toArray(String[]::new));
        EXPECTED.lines().map(line -> line.split("\\|")).forEach(row -> {
            var moment = row[0].strip();
            table.add(moment, () -> {
                var seen = METHODS.stream()
                        .map(method -> String.valueOf(requests(moment, method)))
                        .toList();
                var expected = Stream.of(row).skip(1).map(String::strip).toList();
                var shown = IntStream.range(0, seen.size())
                        .mapToObj(i -> isWithin(seen.get(i), expected.get(i)) ? expected.get(i) : seen.get(i))
                        .toList();
                return new Table.Row(
                        Stream.concat(Stream.of(moment), shown.stream()).toList(), () -> assertEquals(expected, shown));
            });
        });
        return table.inDocs("docs/dev/failure-matrix.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> aChangeThatMayHaveBeenMadeIsSaidToBePossible() {
        return Stream.of("PUT", "DELETE", "POST", "PATCH")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    try (var server = RawServer.start((request, connection) -> {})) {
                        var failure = failure(server.address(), method);

                        assertTrue(
                                failure.getMessage().endsWith("; the change may have been applied"),
                                failure.getMessage());
                        assertEquals("check whether it was applied before you retry", failure.hint());
                    }
                }));
    }

    private static boolean isWithin(String seen, String range) {
        var bounds = range.split("-");
        int number = Integer.parseInt(seen);
        return bounds.length == 2 && Integer.parseInt(bounds[0]) <= number && number <= Integer.parseInt(bounds[1]);
    }

    private static int requests(String moment, String method) {
        try {
            return switch (moment) {
                case "connection refused" -> denied(method);
                case "closed before the request" -> closedEarly(method, 0);
                case "closed within the request" -> closedEarly(method, 4);
                default -> responded(moment, method);
            };
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int denied(String method) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server.close();
        failure("http://127.0.0.1:" + server.getLocalPort(), method);
        return 0;
    }

    /** Connections count here: a request that is cut off may have been taken. */
    private static int closedEarly(String method, int bytes) throws IOException {
        var connections = new AtomicInteger();
        try (var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var accepting = new Thread(() -> {
                while (!server.isClosed()) {
                    try (var connection = server.accept()) {
                        connections.incrementAndGet();
                        connection.getInputStream().readNBytes(bytes);
                    } catch (IOException e) {
                        // the server is closed
                    }
                }
            });
            accepting.setDaemon(true);
            accepting.start();
            failure("http://127.0.0.1:" + server.getLocalPort(), method);
            return connections.get();
        }
    }

    private static int responded(String moment, String method) {
        try (var server = RawServer.start((request, connection) -> respond(moment, connection))) {
            try {
                send(server.address(), method, moment.equals("never responds") ? 1 : 20);
            } catch (ArmException e) {
                assertTrue(!moment.contains("head"), e.getMessage());
            }
            return server.requests().size();
        }
    }

    private static void respond(String moment, Socket connection) throws Exception {
        var half = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"a\":";
        switch (moment) {
            case "closed after the request" -> {}
            case "reset after the request" -> connection.setSoLinger(true, 0);
            case "closed within the response's head" ->
                RawServer.send(connection, "HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n".getBytes(UTF_8));
            case "closed within the body of a 201" -> RawServer.send(connection, half.getBytes(UTF_8));
            case "reset within the body of a 201" -> {
                RawServer.send(connection, half.getBytes(UTF_8));
                connection.setSoLinger(true, 0);
            }
            case "never responds" -> connection.getInputStream().readAllBytes();
            case "503 with Retry-After" ->
                RawServer.send(connection, RawServer.message(503, "Retry-After: 0\r\n", new byte[0]));
            case "400 AudienceNotSupported" ->
                RawServer.send(
                        connection,
                        RawServer.message(
                                400,
                                "",
                                "{\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"no\"}}".getBytes(UTF_8)));
            case "302" -> RawServer.send(connection, RawServer.message(302, "Location: /x\r\n", new byte[0]));
            default -> RawServer.send(connection, RawServer.message(Integer.parseInt(moment), "", new byte[0]));
        }
    }

    private static ArmException failure(String url, String method) {
        try {
            send(url, method, 20);
        } catch (ArmException e) {
            return e;
        }
        throw new AssertionError(method + " did not fail");
    }

    private static Transport.Response send(String url, String method, int seconds) {
        var settings = Settings.of(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", url))
                .withTimeout(java.time.Duration.ofSeconds(seconds))
                .withPause((wait, why) -> {});
        var arm = CloudShell.connect(settings, audience -> new AccessToken(audience.resource(), Instant.MAX, "opaque"))
                .arm();
        var body = "{}".getBytes(UTF_8);
        return method.equals("safe POST")
                ? arm.query("/x?api-version=1", body)
                : arm.send(
                        method,
                        "/x?api-version=1",
                        List.of("GET", "HEAD", "DELETE").contains(method) ? null : body);
    }
}

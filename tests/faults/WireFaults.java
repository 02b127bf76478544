package faults;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import harness.RawServer;
import harness.RawServer.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * Responses that are wrong on the wire or odd in their form. Each is made from the right response, so that the fault is
 * all that is wrong with it.
 */
final class WireFaults {
    private static final String TOKEN = "{\"access_token\":\"good-token\",\"expires_on\":\"4070908800\"}";
    private static final String LIST = "{\"value\":[]}";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GZIP = JSON + "Content-Encoding: gzip\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String NESTED = "{\"error\":" + "[".repeat(100_000);
    private static final String NOISE = "noise ".repeat(1 << 14);
    private static final String HEADERS = ("X-Header: " + "y".repeat(1000) + "\r\n").repeat(50);
    private static final byte[] NOTHING = {};

    private WireFaults() {}

    /**
     * The fault of this name, made from the right response.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Response of(String name, String right) {
        var plain = right.getBytes(UTF_8);
        return switch (name) {
            case "closed at once" -> (request, connection) -> {};
            case "reset" -> (request, connection) -> connection.setSoLinger(true, 0);
            case "half a head" -> Response.text("HTTP/1.1 200 OK\r\nContent-Ty");
            case "half a body" -> Response.text(head(200, JSON + "Content-Length: 5000\r\n") + right);
            case "half a body, reset" ->
                (request, connection) -> {
                    RawServer.send(connection, (head(200, JSON + "Content-Length: 5000\r\n") + right).getBytes(UTF_8));
                    connection.setSoLinger(true, 0);
                };
            case "never responds" -> (request, connection) -> new CountDownLatch(1).await();
            case "drips its head" -> (request, connection) -> drip(connection, "HTTP/1.1 200 OK\r\nX-Slow: ", "x");
            case "drips its body" -> (request, connection) -> drip(connection, head(200, JSON + CHUNKED), "1\r\n \r\n");
            case "chunked garbage" -> Response.text(head(200, JSON + CHUNKED) + "zz\r\n!!");
            case "no HTTP" -> Response.text("SSH-2.0-OpenSSH_9.6\r\n");
            case "TLS instead" -> Response.bytes(new byte[] {0x15, 3, 1, 0, 2, 2, 0x50});
            case "status abc" -> Response.text("HTTP/1.1 abc\r\n\r\n");
            case "status 999" -> Response.http(999, JSON, plain);
            case "endless head" -> (request, connection) -> endless(connection, "HTTP/1.1 200 OK\r\n", HEADERS);
            case "endless body" -> (request, connection) -> endless(connection, head(200, JSON), NOISE);
            case "length 10 GB" ->
                (request, connection) ->
                        endless(connection, head(200, JSON + "Content-Length: 10000000000\r\n"), NOISE);
            case "gzip" -> Response.http(200, GZIP, gzip(plain));
            case "gzip, garbled" -> Response.http(200, GZIP, plain);
            case "gzip, empty" -> Response.http(200, GZIP, new byte[0]);
            case "gzip bomb" -> Response.http(200, GZIP, gzip(new byte[80 << 20]));
            case "brotli" -> Response.http(200, "Content-Encoding: br\r\n", new byte[] {0x0b, 2, -128, 1});
            case "no content type" -> Response.http(200, "", plain);
            case "text/plain" -> Response.http(200, "Content-Type: text/plain\r\n", plain);
            case "text/html" -> Response.http(200, "Content-Type: text/html\r\n", "<html>Hi</html>".getBytes(UTF_8));
            case "byte-order mark" -> Response.json("\uFEFF" + right);
            case "UTF-16" -> Response.http(200, JSON, right.getBytes(UTF_16));
            case "trailing text" -> Response.json(right + " and more");
            case "duplicate keys" -> Response.json(right.replace("}", "," + right.substring(1)));
            case "deep nesting" -> Response.json(NESTED);
            case "deep nesting, 500" -> Response.http(500, JSON, NESTED.getBytes(UTF_8));
            case "no JSON object" -> Response.json("[1, 2, 3]");
            case "null" -> Response.json("null");
            case "length -5" -> Response.text(head(200, JSON + "Content-Length: -5\r\n") + right);
            case "HTTP/1.0" -> Response.text("HTTP/1.0 200 OK\r\n\r\n" + right);
            case "early hints" -> Response.text("HTTP/1.1 103 Early Hints\r\n\r\n" + head(200, JSON) + right);
            case "204" -> Response.text("HTTP/1.1 204 No Content\r\n\r\n");
            case "not supported" ->
                Response.http(
                        400,
                        JSON,
                        "{\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"%s\"}}"
                                .formatted("Audience x is not a supported MSI token audience.")
                                .getBytes(UTF_8));
            case "401 Basic" -> Response.http(401, "WWW-Authenticate: Basic realm=\"x\"\r\n", NOTHING);
            case "401 Negotiate" -> Response.http(401, "WWW-Authenticate: Negotiate\r\n", NOTHING);
            case "401 NTLM" -> Response.http(401, "WWW-Authenticate: NTLM\r\n", NOTHING);
            case "407" -> Response.http(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", NOTHING);
            case "retry in 9999" -> Response.http(503, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", NOTHING);
            case "retry in 1999" -> Response.http(503, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n", NOTHING);
            default -> withValue(name);
        };
    }

    private static Response withValue(String name) {
        if (name.startsWith("expires_on ")) {
            var expiry = name.substring("expires_on ".length());
            return Response.json("{\"access_token\":\"good-token\",\"expires_on\":" + expiry + "}");
        }
        if (!name.startsWith("Retry-After ")) {
            throw new IllegalArgumentException("there is no fault '" + name + "'");
        }
        return Response.http(429, name.replace("Retry-After ", "Retry-After: ") + "\r\n", NOTHING);
    }

    /** Whether this fault is one of these; the simulator has others. */
    static boolean knows(String name) {
        try {
            of(name, TOKEN);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A server that is right but for one of its two halves. */
    static RawServer serve(String fault, boolean atToken) {
        var wrong = of(fault, atToken ? TOKEN : LIST);
        return RawServer.start((request, connection) -> {
            var right = Response.json(request.isForTokens() ? TOKEN : LIST);
            (request.isForTokens() == atToken ? wrong : right).to(request, connection);
        });
    }

    private static String head(int status, String headers) {
        return "HTTP/1.1 " + status + " Simulated\r\n" + headers + "\r\n";
    }

    private static void drip(Socket connection, String head, String piece) throws Exception {
        RawServer.send(connection, head.getBytes(UTF_8));
        while (true) {
            RawServer.send(connection, piece.getBytes(UTF_8));
            Thread.sleep(50);
        }
    }

    private static void endless(Socket connection, String head, String piece) throws IOException {
        RawServer.send(connection, head.getBytes(UTF_8));
        while (true) {
            RawServer.send(connection, piece.getBytes(UTF_8));
        }
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}

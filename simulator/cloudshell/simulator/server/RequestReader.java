package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.http.SimulatedRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads requests as RFC 9112 has them, with bounds on all that a client chooses. What could be understood in two ways is
 * rejected: two lengths, two hosts, folded headers, a length beside chunks.
 */
final class RequestReader {
    /** Resource Manager's limit. */
    static final int MAX_BODY = 4 * 1024 * 1024;

    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int GZIP = 0x1f;
    private static final Pattern LINE = Pattern.compile("([A-Z]{1,20}) ([\\x21-\\x7e]+) HTTP/(\\d)\\.(\\d)");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final OutputStream out;
    private final String scheme;
    private final int port;
    private int left;

    /** @param port on which the connection arrived */
    RequestReader(InputStream in, OutputStream out, String scheme, int port) {
        this.in = in;
        this.out = out;
        this.scheme = scheme;
        this.port = port;
    }

    /** The next request and whether its connection stays open; empty if the client has closed it. */
    record Incoming(SimulatedRequest request, boolean keepAlive) {}

    Optional<Incoming> next() throws IOException, RequestException {
        left = MAX_HEAD;
        var first = line();
        if (first.isPresent() && first.get().isEmpty()) {
            first = line(); // RFC 9112: an empty line before a request is ignored
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var line = LINE.matcher(first.get());
        if (!line.matches()) {
            throw malformed();
        }
        if (!line.group(3).equals("1")) {
            throw new RequestException(505, "Simulated: only HTTP/1.1 is supported.");
        }
        var headers = headers();
        var target = target(line.group(2));
        var origin = scheme + "://" + host(headers);
        var body = body(headers);
        var connection = headers.getOrDefault("Connection", "");
        boolean keepAlive = line.group(4).equals("0")
                ? connection.equalsIgnoreCase("keep-alive")
                : !connection.equalsIgnoreCase("close");
        return Optional.of(
                new Incoming(SimulatedRequest.of(line.group(1), origin, port, target, headers::get, body), keepAlive));
    }

    private Map<String, String> headers() throws IOException, RequestException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int n = 0; ; n++) {
            var line = line().orElseThrow(EOFException::new);
            if (line.isEmpty()) {
                return headers;
            }
            var header = HEADER.matcher(line);
            if (n == MAX_HEADERS || !header.matches()) {
                throw malformed();
            }
            var name = header.group(1);
            if (headers.containsKey(name) && name.matches("(?i)host|content-length|transfer-encoding|authorization")) {
                throw malformed();
            }
            headers.merge(name, header.group(2), (one, other) -> one + ", " + other);
        }
    }

    /** Path and query; absolute-form is accepted for the local host only. */
    private static String target(String text) throws RequestException {
        if (text.startsWith("/")) {
            return text;
        }
        var absolute = Pattern.compile("(?i)https?://([^/?#]*)(/.*|)").matcher(text);
        if (absolute.matches() && isLoopback(absolute.group(1))) {
            return absolute.group(2).isEmpty() ? "/" : absolute.group(2);
        }
        throw absolute.matches() ? wrongHost() : malformed();
    }

    private String host(Map<String, String> headers) throws RequestException {
        var host = headers.getOrDefault("Host", "");
        if (!isLoopback(host)) {
            throw wrongHost();
        }
        return host.matches(".*:\\d+") ? host : host + ":" + port;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private String body(Map<String, String> headers) throws IOException, RequestException {
        var length = headers.get("Content-Length");
        var coding = headers.get("Transfer-Encoding");
        if (length != null && coding != null
                || coding != null && !coding.equalsIgnoreCase("chunked")
                || length != null && !length.matches("\\d{1,18}")) {
            throw malformed();
        }
        if (!headers.getOrDefault("Content-Encoding", "identity").equalsIgnoreCase("identity")) {
            throw packed();
        }
        if (length != null && Long.parseLong(length) > MAX_BODY) {
            throw tooLarge();
        }
        if (length == null && coding == null) {
            return "";
        }
        if (headers.getOrDefault("Expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        }
        var bytes = coding != null ? chunks() : exactly(Integer.parseInt(length));
        if (bytes.length > 0 && bytes[0] == GZIP) {
            throw packed();
        }
        return new String(bytes, UTF_8);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private byte[] chunks() throws IOException, RequestException {
        var all = new ByteArrayOutputStream();
        while (true) {
            left = MAX_HEAD;
            var size = line().orElseThrow(EOFException::new)
                    .replaceFirst(";.*", "")
                    .strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw malformed();
            }
            long length = Long.parseLong(size, 16);
            if (all.size() + length > MAX_BODY) {
                throw tooLarge();
            }
            all.writeBytes(exactly((int) length));
            if (length == 0) {
                while (!line().orElseThrow(EOFException::new).isEmpty()) {
                    // trailers mean nothing here
                }
                return all.toByteArray();
            }
            if (!line().orElseThrow(EOFException::new).isEmpty()) {
                throw malformed();
            }
        }
    }

    /** Up to the end of the line, without it; empty at the end of the stream. */
    private Optional<String> line() throws IOException, RequestException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); ; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException();
                }
                return Optional.empty();
            }
            if (next == '\n') {
                var text = line.toString(ISO_8859_1);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            if (left-- == 0) {
                throw new RequestException(431, "Simulated: the request's headers are too large.");
            }
            line.write(next);
        }
    }

    static RequestException malformed() {
        return new RequestException(400, "Simulated: the request is not understood.");
    }

    private static RequestException wrongHost() {
        return new RequestException(400, "Simulated: the simulator serves localhost only.");
    }

    private static RequestException packed() {
        return new RequestException(415, "Simulated: compressed request bodies are not supported.");
    }

    private static RequestException tooLarge() {
        return new RequestException(413, "The request content size exceeds the limit of 4 MB.");
    }
}

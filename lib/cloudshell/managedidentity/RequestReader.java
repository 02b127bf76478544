package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cloudshell.managedidentity.IncomingRequest.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parses requests as RFC 9112 defines them. Rejects everything that two programs may interpret differently: a target
 * that names another host, control characters, folded headers, a length together with chunks, two different lengths.
 */
final class RequestReader {
    /** The largest request: line, headers and body. */
    static final int LARGEST = 64 * 1024;

    private static final int MOST_HEADERS = 64;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final Pattern LINE = Pattern.compile("([A-Za-z-]{1,20}) (/[!-~&&[^#]]*) HTTP/1\\.([01])");
    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([ -~\\t\\x80-\\xff]*?)[ \\t]*");

    private final InputStream in;
    private final OutputStream out;
    private int left;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** A request, and whether its connection stays open. */
    record Incoming(IncomingRequest request, boolean keepAlive) {}

    /** Thrown for a request that is not processed any further. */
    static final class Rejected extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Rejected(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * Reads the next request.
     *
     * @throws EOFException if the client has closed the connection
     * @throws Rejected if the request is malformed or too large
     */
    Incoming next() throws IOException {
        left = LARGEST;
        var first = line();
        if (first.isEmpty()) {
            first = line(); // RFC 9112, 2.2: an empty line before a request is ignored
        }
        var line = LINE.matcher(first);
        if (!line.matches()) {
            throw new Rejected(BAD_REQUEST);
        }
        var headers = headers();
        var head = new IncomingRequest(line.group(1), line.group(2), headers, new byte[0]);
        var request = new IncomingRequest(head.method(), head.target(), headers, body(head));
        var connection = String.join(",", head.values("Connection")).toLowerCase(Locale.ROOT);
        return new Incoming(request, line.group(3).equals("1") && !connection.contains("close"));
    }

    private List<Header> headers() throws IOException {
        var headers = new ArrayList<Header>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var header = HEADER.matcher(line);
            if (headers.size() == MOST_HEADERS || !header.matches()) {
                throw new Rejected(BAD_REQUEST);
            }
            headers.add(new Header(header.group(1), header.group(2)));
        }
        return headers;
    }

    private byte[] body(IncomingRequest head) throws IOException {
        var lengths = head.values("Content-Length");
        var codings = head.values("Transfer-Encoding");
        if (lengths.size() + codings.size() == 0) {
            return new byte[0];
        }
        var isChunked =
                lengths.isEmpty() && codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        if (!isChunked
                && (lengths.size() != 1 || !codings.isEmpty() || !lengths.get(0).matches("\\d{1,18}"))) {
            throw new Rejected(BAD_REQUEST);
        }
        if (!isChunked && Long.parseLong(lengths.get(0)) > left) {
            throw new Rejected(TOO_LARGE);
        }
        if (head.values("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        }
        return isChunked ? chunks() : exactly(Integer.parseInt(lengths.get(0)));
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var size = line().replaceFirst("[ \\t]*;.*", "");
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new Rejected(BAD_REQUEST);
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                headers(); // trailers mean nothing here
                return all.toByteArray();
            }
            all.writeBytes(exactly(length));
            if (!line().isEmpty()) {
                throw new Rejected(BAD_REQUEST);
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        if (length > left) {
            throw new Rejected(TOO_LARGE);
        }
        left -= length;
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (left-- == 0) {
                throw new Rejected(TOO_LARGE);
            }
            line.write(next);
        }
        var text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes responses, whole or, if that is what is simulated, broken. */
final class ResponseWriter {
    private static final int DRIP_BYTES = 5;
    private static final int DRIP_PAUSE_MILLIS = 6_000;
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(302, "Found"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final OutputStream out;

    ResponseWriter(OutputStream out) {
        this.out = out;
    }

    /** Head and body in one write: in two they would wait for each other's acknowledgement. */
    void write(Response response, boolean withoutBody, boolean keepAlive) throws IOException {
        var body = response.body().getBytes(UTF_8);
        int status = response.status();
        boolean bodiless = status < 200 || status == 204 || status == 304;
        var all = head(response);
        if (!bodiless) {
            header(all, "Content-Length", Integer.toString(body.length));
        }
        header(all, "Connection", keepAlive ? "keep-alive" : "close");
        all.writeBytes(new byte[] {'\r', '\n'});
        if (!bodiless && !withoutBody) {
            all.writeBytes(body);
        }
        out.write(all.toByteArray());
        out.flush();
    }

    /** A chunk whose length is none. */
    void writeBrokenChunk(Response response) throws IOException {
        var all = head(response);
        header(all, "Transfer-Encoding", "chunked");
        all.writeBytes("\r\nlskdu018973t09sylgasjkfg1][]'./.sdlv\r\n".getBytes(ISO_8859_1));
        out.write(all.toByteArray());
        out.flush();
    }

    /** Writes a few bytes at a time, slower than any deadline. */
    void drip(Response response) throws IOException, InterruptedException {
        var all = head(response);
        header(all, "Transfer-Encoding", "chunked");
        all.writeBytes(new byte[] {'\r', '\n'});
        out.write(all.toByteArray());
        out.flush();
        var body = response.body().getBytes(UTF_8);
        for (int from = 0; from < body.length; from += DRIP_BYTES) {
            Thread.sleep(DRIP_PAUSE_MILLIS);
            int length = Math.min(DRIP_BYTES, body.length - from);
            var chunk = new ByteArrayOutputStream();
            chunk.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            chunk.write(body, from, length);
            chunk.writeBytes("\r\n".getBytes(ISO_8859_1));
            out.write(chunk.toByteArray());
            out.flush();
        }
    }

    private static ByteArrayOutputStream head(Response response) {
        var head = new ByteArrayOutputStream();
        head.writeBytes(("HTTP/1.1 " + response.status() + " " + REASONS.getOrDefault(response.status(), "") + "\r\n")
                .getBytes(ISO_8859_1));
        response.headers().forEach(each -> header(head, each.name(), each.value()));
        return head;
    }

    private static void header(ByteArrayOutputStream head, String name, String value) {
        head.writeBytes((name + ": " + value.replaceAll("[^\\x20-\\x7e]", "?") + "\r\n").getBytes(ISO_8859_1));
    }
}

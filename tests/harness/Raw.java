package harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Requests with exact headers, right or wrong: what no HTTP client would send. */
public final class Raw {
    private Raw() {}

    /** What came back: status 0 if the connection was closed without a response. */
    public record Reply(int status, String head, String body) {}

    /** A request for a path, with a right Host where none is given. */
    public static Reply send(URI server, String method, String path, List<String> headers, String body) {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Host:", 0, 5))) {
            text.append("Host: ").append(server.getRawAuthority()).append("\r\n");
        }
        headers.stream().filter(header -> !header.equals("Host:")).forEach(header -> text.append(header)
                .append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
        }
        return send(server, text + "Connection: close\r\n\r\n" + body);
    }

    /** Exactly this text, and all that comes back until the server closes the connection. */
    public static Reply send(URI server, String request) {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), server.getPort())) {
            var out = socket.getOutputStream();
            try {
                out.write(request.getBytes(UTF_8));
                out.flush();
            } catch (IOException e) {
                // the server has closed it already, and may have responded
            }
            return reply(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            return new Reply(0, "", "");
        }
    }

    private static Reply reply(String text) {
        int end = text.indexOf("\r\n\r\n");
        return end < 0
                ? new Reply(0, "", "")
                : new Reply(Integer.parseInt(text.split(" ")[1]), text.substring(0, end), text.substring(end + 4));
    }
}

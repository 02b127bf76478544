package harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that responds with exact bytes, right or wrong, and keeps the requests that reach it: what no
 * HTTP library would send, the simulator cannot send either. One request for each connection.
 */
public final class RawServer implements AutoCloseable {
    /** What one request gets; when it returns, the connection is closed. */
    @FunctionalInterface
    public interface Response {
        void to(Request request, Socket connection) throws Exception;

        /** Exactly these bytes, then the end of the connection. */
        static Response bytes(byte[] bytes) {
            return (request, connection) -> send(connection, bytes);
        }

        static Response text(String text) {
            return bytes(text.getBytes(ISO_8859_1));
        }

        /** A well-formed response; the headers are whole lines, each with its end of line. */
        static Response http(int status, String headers, byte[] body) {
            return bytes(message(status, headers, body));
        }

        static Response json(String body) {
            return http(200, "Content-Type: application/json\r\n", body.getBytes(UTF_8));
        }
    }

    /** A request as it came. */
    public record Request(String line, String headers, String body) {
        public boolean isForTokens() {
            return line.contains("/oauth2/token");
        }

        public String header(String name) {
            return headers.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket server;
    private final Response response;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket server, Response response) {
        this.server = server;
        this.response = response;
    }

    public static RawServer start(Response response) {
        return start("127.0.0.1", response);
    }

    /** @param host a literal loopback URL */
    public static RawServer start(String host, Response response) {
        try {
            var wire = new RawServer(new ServerSocket(0, 50, InetAddress.getByName(host)), response);
            daemon(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://HOST:PORT}. */
    public String address() {
        var host = server.getInetAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getLocalPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public int forTokens() {
        return (int) requests.stream().filter(Request::isForTokens).count();
    }

    public int forArm() {
        return requests.size() - forTokens();
    }

    /** The environment of a process that finds its token endpoint and its Resource Manager here. */
    public java.util.Map<String, String> environment() {
        return java.util.Map.of(
                "MSI_ENDPOINT",
                address() + "/oauth2/token",
                "AZURE_RESOURCE_MANAGER_ENDPOINT",
                address(),
                "AZURE_SUBSCRIPTION_ID",
                "10000000-0000-4000-8000-000000000000");
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] message(int status, String headers, byte[] body) {
        var head = "HTTP/1.1 " + status + " Simulated\r\n" + headers + "Content-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        var whole = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, whole, 0, head.length());
        System.arraycopy(body, 0, whole, head.length(), body.length);
        return whole;
    }

    public static void send(Socket connection, byte[] bytes) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                open.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var request = read(connection.getInputStream());
            requests.add(request);
            response.to(request, connection);
        } catch (Exception e) {
            // the client went away, or the test is over
        }
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.append((char) next);
        }
        int end = head.indexOf("\r\n");
        var headers = head.substring(end + 2);
        var length = headers.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Request(head.substring(0, end), headers, new String(in.readNBytes(length), UTF_8));
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}

package harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that takes the request, responds with the start of something, and then never comes to an end. */
public final class StallingServer implements AutoCloseable {
    /** The head of a response whose body is to come. */
    public static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";

    private final ServerSocket socket;
    private final String start;
    private final boolean dripping;

    /**
     * @param start what it responds at once
     * @param dripping whether spaces follow, one now and then, so that no read ever waits for long
     */
    public StallingServer(String start, boolean dripping) {
        this.start = start;
        this.dripping = dripping;
        try {
            this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = new Thread(this::serve, "stalling-server");
        server.setDaemon(true);
        server.start();
    }

    public String address() {
        return "http://localhost:" + socket.getLocalPort();
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            client.getOutputStream().write(start.getBytes(US_ASCII));
            while (!socket.isClosed()) {
                if (dripping) {
                    client.getOutputStream().write(' ');
                }
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone, or the test is over
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Duration requestTime) {
        server = LoopbackServer.on(0, requestTime);
        server.serve(request ->
                request.target().equals("/secret") ? new TokenResponse(200, new byte[0]) : TokenResponse.silent(404));
    }

    @Test
    void closesConnectionsWhoseRequestTakesTooLong() throws IOException {
        start(SHORT);
        try (var socket = connect("GET / HTTP/1.1\r\nHost: ")) {
            assertEquals("", new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    @Test
    void closesTheOldestConnectionWithoutTheSecretFirst() throws IOException {
        start(LoopbackServer.REQUEST_TIME);
        var sockets = new ArrayList<Socket>();
        var trusted = connect("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(head(trusted).startsWith("HTTP/1.1 200 OK"));
        for (int i = 0; i < LoopbackServer.CONNECTIONS; i++) {
            sockets.add(connect("GET /"));
        }

        assertEquals(-1, sockets.get(0).getInputStream().read(), "the oldest of them is closed");
        trusted.getOutputStream().write("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
        assertTrue(head(trusted).startsWith("HTTP/1.1 200 OK"), "the one that has shown the secret is open");
        trusted.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    private Socket connect(String text) throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    /** Up to the empty line. */
    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, "closed after " + head);
            head.append((char) next);
        }
        return head.toString();
    }
}

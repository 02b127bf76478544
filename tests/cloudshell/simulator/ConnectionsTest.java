package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The simulator's server at its sockets: what stays open, what breaks, and how. */
class ConnectionsTest {
    private static final String GET = "GET /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n";

    @Test
    void aConnectionTakesRequestsOneAfterAnotherEvenIfTheyComeTogether() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS);
                var socket = connect(simulator)) {
            var request = GET.formatted(socket.getPort(), "");
            var last = GET.formatted(socket.getPort(), "Connection: close\r\n");
            socket.getOutputStream().write((request + request + last).getBytes(ISO_8859_1));

            var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertEquals(3, all.split("HTTP/1.1 400 ", -1).length - 1, all);
        }
    }

    @Test
    void aBodyInChunksIsRead() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS);
                var socket = connect(simulator)) {
            var head = "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nMetadata: true\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";
            var body = "9\r\nresource=\r\n1d\r\nhttps://management.azure.com/\r\n0\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));

            assertTrue(new String(socket.getInputStream().readAllBytes(), ISO_8859_1).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void aResetIsOneAndABrokenChunkHasNoLength() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-reset"));
                var socket = connect(simulator)) {
            socket.getOutputStream().write(GET.formatted(socket.getPort(), "").getBytes(ISO_8859_1));

            assertThrows(SocketException.class, () -> socket.getInputStream().readAllBytes());
        }
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-garbage"));
                var socket = connect(simulator)) {
            socket.getOutputStream().write(GET.formatted(socket.getPort(), "").getBytes(ISO_8859_1));
            var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertTrue(
                    all.contains("Transfer-Encoding: chunked") && !all.matches("(?s).*\r\n\r\n[0-9a-f]+\r\n.*"), all);
        }
    }

    @Test
    void requestsThatHangHoldNobodyElseUp() throws Exception {
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-hang:100"))) {
            var hanging = new ArrayList<Socket>();
            for (int n = 0; n < 100; n++) {
                var socket = connect(simulator);
                socket.getOutputStream()
                        .write(GET.formatted(socket.getPort(), "").getBytes(ISO_8859_1));
                hanging.add(socket);
            }
            var client = new SimulatorClient(simulator);
            while (simulator.log().forTokens() < 100) {
                Thread.onSpinWait();
            }

            assertTrue(client.token("https://management.azure.com/").startsWith("eyJ"));
            for (var socket : hanging) {
                socket.close();
            }
        }
    }

    private static Socket connect(Simulator simulator) throws IOException {
        var socket = new Socket("127.0.0.1", URI.create(simulator.address()).getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }
}

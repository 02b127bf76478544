package cloudshell.simulator.server;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/** One connection of a client, with the requests that come over it one after another. */
final class Connection {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int IDLE_MILLIS = 60_000;
    private static final int HANG_MILLIS = 3_600_000;
    private static final int LINGER_MILLIS = 2_000;
    private static final long LINGER_BYTES = 4L * RequestReader.MAX_BODY;

    private final Socket socket;
    private final Optional<SSLSocketFactory> tls;
    private final Function<SimulatedRequest, Response> handler;
    private final int latency;

    Connection(
            Socket socket, Optional<SSLSocketFactory> tls, Function<SimulatedRequest, Response> handler, int latency) {
        this.socket = socket;
        this.tls = tls;
        this.handler = handler;
        this.latency = latency;
    }

    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            if (tls.isEmpty()) {
                serve(socket, socket.getInputStream(), "http");
                return;
            }
            var in = new PushbackInputStream(socket.getInputStream());
            int first = in.read();
            if (first < 0) {
                return;
            }
            if (first == TLS_HANDSHAKE) {
                var consumed = new ByteArrayInputStream(new byte[] {(byte) first});
                try (var secure = tls.get().createSocket(socket, consumed, true)) {
                    serve(secure, secure.getInputStream(), "https");
                }
            } else {
                in.unread(first);
                serve(socket, in, "http");
            }
        } catch (IOException e) {
            // the client is gone, or has sent half a request
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket over, InputStream raw, String scheme) throws IOException, InterruptedException {
        var in = new BufferedInputStream(raw);
        var out = over.getOutputStream();
        var reader = new RequestReader(in, out, scheme, socket.getLocalPort());
        boolean keepAlive = true;
        while (keepAlive) {
            Optional<RequestReader.Incoming> incoming;
            try {
                incoming = reader.next();
            } catch (RequestException e) {
                new ResponseWriter(out).write(e.response(), false, false);
                discard(over, in);
                return;
            }
            if (incoming.isEmpty()) {
                return;
            }
            var request = incoming.get().request();
            var response = handler.apply(request);
            if (latency > 0) {
                Thread.sleep(latency);
            }
            keepAlive = incoming.get().keepAlive() && response.disruption() == Response.Disruption.NONE;
            send(request, response, keepAlive, in, out);
        }
    }

    private void send(SimulatedRequest request, Response response, boolean keepAlive, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        var writer = new ResponseWriter(out);
        switch (response.disruption()) {
            case NONE -> writer.write(response, request.method().equals("HEAD"), keepAlive);
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case GARBAGE -> writer.writeBrokenChunk(response);
            case DRIP -> writer.drip(response);
            case HANG -> {
                socket.setSoTimeout(HANG_MILLIS);
                in.read(); // returns when the client has given up
            }
        }
    }

    /** A socket that is closed with bytes unread is reset, and the client might not see why. */
    private void discard(Socket over, InputStream in) throws IOException {
        socket.setSoTimeout(LINGER_MILLIS);
        if (over == socket) {
            socket.shutdownOutput();
        }
        long left = LINGER_BYTES;
        var buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }
}

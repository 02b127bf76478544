package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cloudshell.managedidentity.Protocol.TokenResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;

/** A client's connection and its consecutive requests. */
final class ClientConnection implements Runnable {
    /** The longest time that an open connection waits for its next request. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int LINGER_BYTES = 1024 * 1024;

    private final Socket socket;
    private final Duration requestTime;
    private final Function<IncomingRequest, TokenResponse> handler;
    private volatile boolean isTrusted;
    private long deadline;

    /** @param requestTime the time within which a request must be complete */
    ClientConnection(Socket socket, Duration requestTime, Function<IncomingRequest, TokenResponse> handler) {
        this.socket = socket;
        this.requestTime = requestTime;
        this.handler = handler;
    }

    /** Returns whether a request on this connection has contained the secret. */
    boolean isTrusted() {
        return isTrusted;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(new Limited(socket.getInputStream()));
            var reader = new RequestReader(in, socket.getOutputStream());
            allow(requestTime);
            while (serve(reader)) {
                allow(IDLE);
                in.mark(1);
                if (in.read() < 0) {
                    return;
                }
                in.reset();
                allow(requestTime);
            }
            linger();
        } catch (IOException e) {
            // The client has closed the connection or was too slow: nobody is left to report to.
        }
    }

    private boolean serve(RequestReader reader) throws IOException {
        try {
            var incoming = reader.next();
            var response = handler.apply(incoming.request());
            isTrusted |= response.isForTrusted();
            var keepAlive = incoming.keepAlive() && response.isForTrusted();
            send(response, keepAlive);
            return keepAlive;
        } catch (RequestReader.Rejected e) {
            send(TokenResponse.silent(e.status()), false);
            return false;
        }
    }

    /** Writes everything at once: two writes would wait for each other's acknowledgement. */
    private void send(TokenResponse response, boolean keepAlive) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + response.status() + " " + reason(response.status()) + "\r\n");
        head.append("Cache-control: no-store\r\nPragma: no-cache\r\n");
        if (response.body().length > 0) {
            head.append("Content-type: application/json; charset=utf-8\r\n");
        }
        head.append("Content-length: ").append(response.body().length).append("\r\n");
        head.append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        var bytes = head.toString().getBytes(ISO_8859_1);
        var all = new byte[bytes.length + response.body().length];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(response.body(), 0, all, bytes.length, response.body().length);
        socket.getOutputStream().write(all);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 413 -> "Content Too Large";
            default -> "Service Unavailable";
        };
    }

    /** Reads on briefly: closing with unread bytes resets the connection before the client has the response. */
    private void linger() throws IOException {
        socket.shutdownOutput();
        allow(LINGER);
        var in = new Limited(socket.getInputStream());
        var unread = new byte[8192];
        for (int all = 0, read = 0; read >= 0 && all < LINGER_BYTES; all += read) {
            read = in.read(unread, 0, unread.length);
        }
    }

    private void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** A stream whose time limit covers everything that is read, not each read. */
    private final class Limited extends InputStream {
        private final InputStream in;

        Limited(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("the request has taken too long");
            }
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
            return in.read(bytes, offset, length);
        }
    }
}

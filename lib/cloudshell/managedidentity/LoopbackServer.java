package cloudshell.managedidentity;

import cloudshell.managedidentity.Protocol.TokenResponse;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A small HTTP/1.1 server on 127.0.0.1. Each connection has a thread, and a request must be complete within 10 s. Above
 * 256 connections the oldest one without the secret is closed, so that clients without it cannot block those that have
 * it. The JDK's server cannot do this: it does not expose connections with an incomplete request, and it removes
 * control characters from header values before they can be checked.
 */
final class LoopbackServer implements AutoCloseable {
    static final int CONNECTIONS = 256;
    static final Duration REQUEST_TIME = Duration.ofSeconds(10);

    private static final int BACKLOG = 256;
    private static final String NAME = "cloudshell-managed-identity";

    private final ServerSocket listener;
    private final Duration requestTime;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LoopbackServer::daemon);

    /** Oldest first. */
    private final Map<Socket, ClientConnection> connections = new LinkedHashMap<>();

    private LoopbackServer(ServerSocket listener, Duration requestTime) {
        this.listener = listener;
        this.requestTime = requestTime;
    }

    /**
     * Reserves a port. Serves no request yet.
     *
     * @param requestTime the time within which a request must be complete
     * @throws UsageException if the port is in use
     */
    static LoopbackServer on(int port, Duration requestTime) {
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(loopback, port), BACKLOG);
            return new LoopbackServer(listener, requestTime);
        } catch (BindException e) {
            throw new UsageException(
                    "start the managed identity endpoint",
                    "port " + port + " is in use",
                    "another port, or 0 for any free one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void serve(Function<IncomingRequest, TokenResponse> handler) {
        daemon(() -> accept(handler)).start();
    }

    private void accept(Function<IncomingRequest, TokenResponse> handler) {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept(), handler);
            } catch (IOException e) {
                closeOldest(); // out of file descriptors, or closed
            }
        }
    }

    private void admit(Socket socket, Function<IncomingRequest, TokenResponse> handler) {
        var connection = new ClientConnection(socket, requestTime, handler);
        synchronized (connections) {
            if (connections.size() >= CONNECTIONS) {
                closeOldest();
            }
            connections.put(socket, connection);
        }
        threads.execute(() -> {
            try {
                connection.run();
            } finally {
                remove(socket);
            }
        });
    }

    /** Closes the oldest connection without the secret, or the oldest one if all have it. */
    private void closeOldest() {
        synchronized (connections) {
            Socket oldest = null;
            for (var each : connections.entrySet()) {
                if (!each.getValue().isTrusted()) {
                    oldest = each.getKey();
                    break;
                }
                oldest = oldest == null ? each.getKey() : oldest;
            }
            if (oldest != null) {
                connections.remove(oldest);
                closeQuietly(oldest);
            }
        }
    }

    private void remove(Socket socket) {
        synchronized (connections) {
            connections.remove(socket);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns {@code http://127.0.0.1:PORT}. */
    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        synchronized (connections) {
            connections.keySet().forEach(LoopbackServer::closeQuietly);
            connections.clear();
        }
        threads.shutdown();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, NAME);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is closed for the client at its other end
        }
    }
}

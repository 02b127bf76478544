//SOURCES Certificates.java Connection.java Der.java RequestException.java RequestReader.java
//SOURCES ResponseWriter.java RunFolder.java RunTls.java TrustFiles.java
package cloudshell.simulator.server;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/**
 * An HTTP/1.1 server on loopback whose connections can be broken on purpose: reset, cut in the middle of a chunk, slowed
 * down or left without a response. The JDK's server closes connections in one way only, and other servers bring more
 * JARs than the rest of the simulator.
 */
public final class SimulatorServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 128;

    private final Function<SimulatedRequest, Response> handler;
    private final int latency;
    private final Optional<SSLSocketFactory> tls;
    private final ExecutorService threads;
    private final Set<ServerSocket> listeners = ConcurrentHashMap.newKeySet();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param handler must be complete: it is called as soon as a port is opened
     * @param latency of each response, in milliseconds
     * @param tls to serve TLS beside plain HTTP on each port
     */
    public SimulatorServer(Function<SimulatedRequest, Response> handler, int latency, Optional<SSLSocketFactory> tls) {
        this.handler = handler;
        this.latency = latency;
        this.tls = tls;
        this.threads = new ThreadPoolExecutor(
                0, MAX_CONNECTIONS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), SimulatorServer::thread);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "simulator");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Reserves a port without serving it, so that request handlers can know its number.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is in use
     */
    public ServerSocket reserve(int port) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        listeners.add(listener);
        return listener;
    }

    /** Serves a port that {@link #reserve} returned. */
    public void serve(ServerSocket listener) {
        thread(() -> accept(listener)).start();
    }

    private void accept(ServerSocket listener) {
        while (!closed) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        connections.add(socket);
        try {
            threads.execute(() -> {
                try {
                    new Connection(socket, tls, handler, latency).serve();
                } finally {
                    connections.remove(socket);
                }
            });
        } catch (RejectedExecutionException e) {
            connections.remove(socket);
            socket.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        listeners.forEach(SimulatorServer::closeQuietly);
        connections.forEach(SimulatorServer::closeQuietly);
        threads.shutdownNow();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is closed for the peer
        }
    }
}

package cloudshell.managedidentity;

import cloudshell.token.UsageException;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP server on 127.0.0.1, with limits on what it takes: a request is sent within 10 s. Each that is being
 * sent has a thread, so that those which drip keep nobody out; above 512 a connection is closed.
 */
final class LoopbackServer implements AutoCloseable {
    private static final int CONNECTIONS = 512;
    private static final int BACKLOG = 256;
    private static final String PREFIX = "sun.net.httpserver.";

    /** Read once, when the server's classes load (sun.net.httpserver.ServerConfig); off or longer by themselves. */
    private static final Map<String, String> LIMITS = Map.of(
            "nodelay", "true",
            "maxReqTime", "10",
            "timerMillis", "1000",
            "idleInterval", "30",
            "maxReqHeaders", "64",
            "maxReqHeaderSize", Integer.toString(TokenRequestHandler.LARGEST));

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private LoopbackServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens, and answers nobody yet.
     *
     * @throws UsageException where the port is taken
     */
    static LoopbackServer on(int port) {
        for (var limit : LIMITS.entrySet()) {
            if (System.getProperty(PREFIX + limit.getKey()) == null) {
                System.setProperty(PREFIX + limit.getKey(), limit.getValue());
            }
        }
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            var server = HttpServer.create(address, BACKLOG);
            var threads = new ThreadPoolExecutor(
                    0, CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new Daemons());
            server.setExecutor(threads);
            return new LoopbackServer(server, threads);
        } catch (BindException e) {
            throw new UsageException("exec", "port " + port + " is taken", "another --port, or none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void answerBy(HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:PORT}. */
    String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Daemons implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            var thread = new Thread(task, "cloudshell-managed-identity");
            thread.setDaemon(true);
            return thread;
        }
    }
}

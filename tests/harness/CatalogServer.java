package harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** This checkout as a remote catalog: its files over http, on any free port of loopback. */
public final class CatalogServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private CatalogServer(HttpServer server) {
        this.server = server;
    }

    public static CatalogServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var catalog = new CatalogServer(server);
            server.createContext("/", exchange -> {
                var path = exchange.getRequestURI().getPath().substring(1);
                catalog.asked.add(path);
                var file = Project.root().resolve(path).normalize();
                var found = file.startsWith(Project.root()) && Files.isRegularFile(file);
                var body = found ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return catalog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://localhost:PORT}, the folder that holds jbang-catalog.json. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The files asked for so far. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

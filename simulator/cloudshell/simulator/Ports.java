package cloudshell.simulator;

import cloudshell.simulator.server.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ports of one simulator, each of which is an origin: Resource Manager with the token endpoint, Microsoft Graph, and
 * one for each key vault, opened when its URI is first needed.
 */
final class Ports {
    static final int ARM = 0;
    static final int GRAPH = 1;

    /** Beyond these, vaults have the URI that they have in Azure, which the simulator does not serve. */
    private static final int MAX_VAULTS = 200;

    private final SimulatorServer server;
    private final String scheme;
    private final ServerSocket[] fixed = new ServerSocket[2];
    private final Map<String, ServerSocket> vaults = new LinkedHashMap<>();
    private final Map<Integer, String> names = new LinkedHashMap<>();

    /** @throws UncheckedIOException if the port is in use */
    Ports(SimulatorServer server, int port, boolean https) {
        this.server = server;
        this.scheme = https ? "https" : "http";
        try {
            fixed[ARM] = server.reserve(port);
            fixed[GRAPH] = server.reserve(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves the two that are always there; until then no request reaches a handler that is not ready. */
    void serve() {
        server.serve(fixed[ARM]);
        server.serve(fixed[GRAPH]);
    }

    int port(int n) {
        return fixed[n].getLocalPort();
    }

    String origin(int n) {
        return origin(fixed[n]);
    }

    private String origin(ServerSocket socket) {
        return scheme + "://localhost:" + socket.getLocalPort();
    }

    boolean isGraph(int port) {
        return port == port(GRAPH);
    }

    /** The name of the vault that a port belongs to, in lower case. */
    synchronized Optional<String> vault(int port) {
        return Optional.ofNullable(names.get(port));
    }

    synchronized String vaultOrigin(String name) {
        var key = name.toLowerCase(Locale.ROOT);
        var socket = vaults.get(key);
        if (socket == null && vaults.size() < MAX_VAULTS) {
            try {
                socket = server.reserve(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            vaults.put(key, socket);
            names.put(socket.getLocalPort(), key);
            server.serve(socket);
        }
        return socket == null ? "https://" + key + ".vault.azure.net" : origin(socket);
    }
}

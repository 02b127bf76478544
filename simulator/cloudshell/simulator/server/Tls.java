package cloudshell.simulator.server;

import org.eclipse.jetty.server.ConnectionFactory;

/** Whether a port speaks TLS as well. */
public interface Tls {
    Tls NONE = http -> new ConnectionFactory[] {http};

    /** The protocols of a port that speaks this HTTP. */
    ConnectionFactory[] over(ConnectionFactory http);
}

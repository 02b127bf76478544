package cloudshell.simulator.server;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * WireMock's stubs on loopback, and nothing else of it: no admin API, no files, no CORS, no proxy. It stands in for
 * the server that WireMock brings, which has all of these. With TLS each port speaks both.
 */
final class ClosedServer implements HttpServer {
    /** Sixty-four answers at a time, and those that listen. */
    private static final int THREADS = 72;

    private final Server jetty;
    private final ServerConnector[] connectors;

    /** @param ports where to listen, 0 for any free one */
    ClosedServer(StubRequestHandler stubs, Tls tls, int... ports) {
        var pool = new QueuedThreadPool(THREADS, 4);
        pool.setDaemon(true);
        this.jetty = new Server(pool);
        this.connectors = new ServerConnector[ports.length];
        for (int n = 0; n < ports.length; n++) {
            connectors[n] = connector(tls, ports[n]);
            jetty.addConnector(connectors[n]);
        }
        jetty.setHandler(new Front(stubs));
        jetty.setErrorHandler(new PlainErrors());
        jetty.setStopTimeout(0);
    }

    private ServerConnector connector(Tls tls, int port) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(32 * 1024);
        configuration.setUriCompliance(org.eclipse.jetty.http.UriCompliance.UNSAFE);
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        var http = new HttpConnectionFactory(configuration);
        var connector = new ServerConnector(jetty, null, null, null, 1, 1, tls.over(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        return connector;
    }

    int port(int n) {
        return connectors[n].getLocalPort();
    }

    @Override
    public void start() {
        try {
            jetty.start();
        } catch (IOException e) {
            stop();
            throw new FatalStartupException(e);
        } catch (Exception e) {
            stop();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        for (var connector : connectors) {
            connector.getConnectedEndPoints().forEach(org.eclipse.jetty.io.EndPoint::close);
        }
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isRunning() {
        return jetty.isRunning();
    }

    @Override
    public int port() {
        return port(0);
    }

    @Override
    public int httpsPort() {
        return port(0);
    }
}

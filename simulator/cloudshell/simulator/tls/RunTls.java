//SOURCES Certificates.java Der.java TrustFiles.java
package cloudshell.simulator.tls;

import cloudshell.simulator.server.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS for one run, beside plain HTTP on the same ports, and what makes each kind of client trust it: files that last as
 * long as the run and hold no key.
 */
public final class RunTls implements Tls, AutoCloseable {
    private final Certificates certificates;
    private final TrustFiles files;

    private RunTls(Certificates certificates, TrustFiles files) {
        this.certificates = certificates;
        this.files = files;
    }

    /**
     * Makes certificates and files.
     *
     * @param outer this process's environment: its own trust stays in what is made
     * @throws UncheckedIOException where the folder for temporary files cannot be written
     */
    public static RunTls make(Clock clock, Map<String, String> outer) {
        var certificates = Certificates.make(clock.instant());
        return new RunTls(certificates, TrustFiles.write(certificates.authority(), outer));
    }

    /** @param address of Resource Manager, https */
    public Map<String, String> environment(String address) {
        return files.environment(address);
    }

    @Override
    public ConnectionFactory[] over(ConnectionFactory http) {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("localhost", certificates.serverKey(), new char[0], new Certificate[] {
                certificates.server(), certificates.authority()
            });
            var context = new SslContextFactory.Server();
            context.setKeyStore(keys);
            context.setKeyStorePassword("");
            context.setSniRequired(false);
            var tls = new SslConnectionFactory(context, http.getProtocol());
            return new ConnectionFactory[] {new DetectorConnectionFactory(tls), http};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        files.close();
    }
}

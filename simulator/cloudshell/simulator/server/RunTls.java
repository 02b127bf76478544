package cloudshell.simulator.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS for one run, beside plain HTTP on the same ports, and what makes each kind of client trust it: files that last as
 * long as the run and hold no key.
 */
public final class RunTls {
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
     * @param directory of this run
     * @throws UncheckedIOException if the directory for temporary files cannot be written
     */
    public static RunTls make(Clock clock, Map<String, String> outer, Path directory) {
        var certificates = Certificates.make(clock.instant());
        return new RunTls(certificates, TrustFiles.write(certificates.authority(), outer, directory));
    }

    /** @param address of Resource Manager, https */
    public Map<String, String> environment(String address) {
        return files.environment(address);
    }

    /** Sockets that present the run's certificate. */
    public SSLSocketFactory sockets() {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("localhost", certificates.serverKey(), new char[0], new Certificate[] {
                certificates.server(), certificates.authority()
            });
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

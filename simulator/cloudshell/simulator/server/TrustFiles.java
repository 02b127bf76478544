package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files by which clients trust the run's certificate, in a directory that goes with the run. They hold what this system trusts besides, since most clients take one file in place of their own.
 */
final class TrustFiles {
    /** The trusted certificates of Debian, of Fedora and Azure Linux, and of macOS and Alpine. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private static final int MAX_FILES = 1_000;

    private final Path directory;
    private final Map<String, String> outer;

    private TrustFiles(Path directory, Map<String, String> outer) {
        this.directory = directory;
        this.outer = outer;
    }

    static TrustFiles write(X509Certificate authority, Map<String, String> outer, Path directory) {
        try {
            var files = new TrustFiles(directory, outer);
            var pem = pem(authority);
            Files.writeString(files.authority(), pem);
            Files.writeString(files.bundle(), pem + files.system());
            files.writeJavaStore(authority);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private String system() throws IOException {
        for (var name : List.of("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")) {
            var own = outer.getOrDefault(name, "");
            if (!own.isEmpty() && Files.isReadable(Path.of(own))) {
                return Files.isDirectory(Path.of(own)) ? certificates(Path.of(own)) : Files.readString(Path.of(own));
            }
        }
        for (var file : SYSTEM) {
            if (Files.isReadable(file)) {
                return Files.readString(file);
            }
        }
        return "";
    }

    /** A directory of certificates, as OpenSSL takes it. */
    private static String certificates(Path directory) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(pem|crt|cer|\\d+)"))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList()) {
                var text = Files.readString(file, ISO_8859_1);
                if (text.contains("BEGIN CERTIFICATE") && !text.contains("PRIVATE KEY")) {
                    all.append(text).append('\n');
                }
            }
        }
        return all.toString();
    }

    private void writeJavaStore(X509Certificate authority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("JKS");
        store.load(null, null);
        var own = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        if (Files.isReadable(own)) {
            var trusted = KeyStore.getInstance(own.toFile(), (char[]) null);
            for (var alias : Collections.list(trusted.aliases())) {
                if (trusted.isCertificateEntry(alias)) {
                    store.setCertificateEntry(alias, trusted.getCertificate(alias));
                }
            }
        }
        store.setCertificateEntry("cloudshell-simulator", authority);
        try (var out = Files.newOutputStream(java())) {
            store.store(out, "changeit".toCharArray());
        }
    }

    /**
     * For curl, Python's requests, OpenSSL, Node and Java; and for Azure CLI and Terraform, which request from this URL the
     * cloud's others.
     */
    Map<String, String> environment(String address) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("REQUESTS_CA_BUNDLE", bundle().toString());
        environment.put("CURL_CA_BUNDLE", bundle().toString());
        environment.put("SSL_CERT_FILE", bundle().toString());
        environment.put("NODE_EXTRA_CA_CERTS", authority().toString());
        environment.put("JAVA_TOOL_OPTIONS", javaOptions());
        environment.put("ARM_CLOUD_METADATA_URL", address + "/metadata/endpoints?api-version=2022-09-01");
        environment.put("ARM_METADATA_HOSTNAME", address.replaceFirst("^https://", ""));
        return environment;
    }

    private String javaOptions() {
        var option = "-Djavax.net.ssl.trustStore=" + java();
        var own = outer.getOrDefault("JAVA_TOOL_OPTIONS", "");
        return (own.isEmpty() ? "" : own + " ") + (option.contains(" ") ? '"' + option + '"' : option);
    }

    private Path authority() {
        return directory.resolve("authority.pem");
    }

    private Path bundle() {
        return directory.resolve("bundle.pem");
    }

    private Path java() {
        return directory.resolve("trust.jks");
    }
}

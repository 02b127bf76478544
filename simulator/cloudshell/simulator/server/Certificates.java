package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificates of one run: an authority that signs one other and is then forgotten, and that other, for the
 * names of localhost. No key is written anywhere. The JDK makes certificates by its {@code keytool} only, which
 * is a process and needs the key in a file; the form is RFC 5280's.
 */
record Certificates(X509Certificate authority, X509Certificate server, PrivateKey serverKey) {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.name("1.2.840.10045.4.3.2"));

    static Certificates make(Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var authority = generator.generateKeyPair();
            var server = generator.generateKeyPair();
            var issuer = "Simulated Cloud Shell, authority of one run";
            return new Certificates(
                    certificate(issuer, authority.getPublic(), issuer, authority, authorityExtensions(), now),
                    certificate("localhost", server.getPublic(), issuer, authority, serverExtensions(), now),
                    server.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no elliptic curves", e);
        }
    }

    private static byte[] authorityExtensions() {
        return join(
                extension("2.5.29.19", true, Der.sequence(Der.yes())),
                extension("2.5.29.15", true, Der.bits(1, (byte) 0b0000_0110)));
    }

    /** Signatures only, for servers, by the names and addresses of loopback. */
    private static byte[] serverExtensions() {
        var addresses = Der.sequence(
                Der.value(0x82, "localhost".getBytes(US_ASCII)),
                Der.value(0x87, new byte[] {127, 0, 0, 1}),
                Der.value(0x87, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        return join(
                extension("2.5.29.19", true, Der.sequence()),
                extension("2.5.29.15", true, Der.bits(7, (byte) 0b1000_0000)),
                extension("2.5.29.37", false, Der.sequence(Der.name("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", false, addresses));
    }

    private static byte[] extension(String name, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.name(name), Der.yes(), Der.octets(value))
                : Der.sequence(Der.name(name), Der.octets(value));
    }

    private static X509Certificate certificate(
            String subject, PublicKey key, String issuer, KeyPair signer, byte[] extensions, Instant now)
            throws GeneralSecurityException {
        var ids = join(
                extension("2.5.29.14", false, Der.octets(keyId(key))),
                extension("2.5.29.35", false, Der.sequence(Der.value(0x80, keyId(signer.getPublic())))));
        var body = Der.sequence(
                Der.value(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, new SecureRandom()).setBit(119)),
                ECDSA_WITH_SHA256,
                called(issuer),
                Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(LIFE))),
                called(subject),
                key.getEncoded(),
                Der.value(0xa3, Der.sequence(extensions, ids)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(body);
        var whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] called(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.name("2.5.4.3"), Der.text(name))));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }

    private static byte[] join(byte[]... values) {
        var all = new java.io.ByteArrayOutputStream();
        for (var value : values) {
            all.writeBytes(value);
        }
        return all.toByteArray();
    }
}

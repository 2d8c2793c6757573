package io.menuflow.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom to trust, from a file. */
public final class TrustStore {

    private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

    private TrustStore() {}

    /**
     * TLS that trusts the certificates in {@code file} and no others.
     *
     * @param file a PKCS #12 or JKS store, or certificates in PEM
     * @param password of the store, or null when it has none
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public static SSLContext load(Path file, @Nullable String password) {
        try {
            KeyStore certificates = isPem(file) ? pem(file) : store(file, password);
            if (certificates.size() == 0) {
                throw new IllegalArgumentException("no certificate in trust store " + file);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot read trust store " + file + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path file, @Nullable String password) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
        certificates.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.setCertificateEntry("c" + certificates.size(), certificate);
            }
        }
        return certificates;
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PEM.length), PEM);
        }
    }
}

package io.menuflow.quickstart.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of 127.0.0.1 that nobody knows, made by the JDK's keytool. */
record Certificate(RegistryClient.Trust trust, SSLContext server) {

    private static final String PASSWORD = "changeit";

    static Certificate make(Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path pem = directory.resolve("certificate.pem");
        Path store = directory.resolve("trusted.p12");
        keytool("-genkeypair -keyalg EC -alias gate -validity 2 -dname CN=gate -ext SAN=ip:127.0.0.1 -keystore "
                + keys);
        KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var shown = own.getCertificate("gate");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(shown.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        keytool("-importcert -noprompt -alias gate -file " + pem + " -keystore " + store);
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, PASSWORD.toCharArray());
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(identity.getKeyManagers(), null, null);
        return new Certificate(new RegistryClient.Trust(store, PASSWORD, pem), server);
    }

    private static void keytool(String arguments) throws Exception {
        String[] command = ("keytool " + arguments + " -storetype PKCS12 -storepass " + PASSWORD).split(" ");
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream said = process.getInputStream()) {
            String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(words).isZero();
        }
    }
}

package io.menuflow.quickstart.registry.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a java to start: this one, or a newer one that {@code -Dinterop.jdk} names or that lies beside it. */
final class Jdk {

    private Jdk() {}

    static Path current() {
        return java(Path.of(System.getProperty("java.home")));
    }

    static Optional<Path> atLeast(int feature) {
        Path home = Path.of(System.getProperty("java.home"));
        String named = System.getProperty("interop.jdk", "");
        try (Stream<Path> beside = Files.list(home.getParent())) {
            return Stream.concat(named.isBlank() ? Stream.of(home) : Stream.of(Path.of(named), home), beside)
                    .filter(jdk -> Files.isExecutable(java(jdk)) && feature(jdk) >= feature)
                    .findFirst()
                    .map(Jdk::java);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static int feature(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "1").replace("\"", "");
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }
}

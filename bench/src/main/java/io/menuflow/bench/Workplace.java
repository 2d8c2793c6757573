package io.menuflow.bench;

import io.menuflow.serving.cli.Shutdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory for everything a measurement writes, its log too; gone when it ends, also by Ctrl-C. */
public final class Workplace implements AutoCloseable {

    private final Path dir;

    private Workplace(Path dir) {
        this.dir = dir;
    }

    /** Makes one, and sends the log there: before the first logger is made, so that the console stays free. */
    public static Workplace make() throws IOException {
        Workplace place = new Workplace(Files.createTempDirectory("menuflow-bench"));
        System.setProperty(
                "menuflow.log.file", place.dir.resolve("menuflow.log").toString());
        System.setProperty("menuflow.log.appender", "FILE");
        Shutdown.onExit(place);
        return place;
    }

    /** Where it is. */
    public Path dir() {
        return dir;
    }

    @Override
    public void close() {
        if (!Files.exists(dir)) {
            return;
        }
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + dir + ": " + e.getMessage(), e);
        }
    }
}

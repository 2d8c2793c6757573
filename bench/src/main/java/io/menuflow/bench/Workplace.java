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
    private volatile boolean kept;

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

    /** Leaves it behind, for a person to look at. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            delete(dir);
        }
    }

    /** Deletes a directory and all in it; does nothing when it is not there. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }
}

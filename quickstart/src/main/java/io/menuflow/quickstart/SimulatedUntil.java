package io.menuflow.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Up to which day simulated history has been loaded: a restart loads only the days since. */
final class SimulatedUntil {

    private final Path file;

    SimulatedUntil(Path dataDir) {
        file = dataDir.resolve("simulated-until");
    }

    /** Days of history to load, of {@code wanted}. */
    int missingDays(int wanted) {
        try {
            LocalDate loaded = LocalDate.parse(Files.readString(file).strip());
            return (int) Math.max(0, Math.min(wanted, ChronoUnit.DAYS.between(loaded, today())));
        } catch (IOException | DateTimeException e) {
            return wanted; // never loaded, or not to its end: loading again is harmless
        }
    }

    /** Everything up to today has been loaded. */
    void loaded() {
        try {
            Files.writeString(file, today().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}

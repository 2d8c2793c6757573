package io.menuflow.serving.access;

import io.menuflow.serving.access.Keys.Known;
import io.menuflow.serving.access.Keys.Login;
import io.menuflow.serving.access.Keys.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in force: those of the file, read again within a second of its being changed, and those of the settings.
 * Thread-safe. A file that cannot be understood changes nothing; a file that is gone takes its keys with it.
 */
public final class Keyring {

    private static final Logger log = LoggerFactory.getLogger(Keyring.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Path file;
    private final List<ApiKey> fixed;
    private final Clock clock;
    private final AtomicLong nextLook = new AtomicLong(Long.MIN_VALUE);
    private volatile @Nullable Stamp seen;
    private volatile Keys keys;

    /**
     * Reads all keys.
     *
     * @param file may be missing
     * @param more more keys as in the file
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public Keyring(Path file, Optional<String> more, Clock clock) {
        this.file = file;
        this.clock = clock;
        fixed = more.map(json -> KeyJson.read(json, "menuflow.api-keys")).orElse(List.of());
        seen = stamp();
        keys = read();
    }

    /** What changes when a file does. */
    private record Stamp(Object identity, long modified, long size) {}

    /** Who presents this; throws {@link DeniedException} with 401 when nobody we know. */
    public Caller caller(Secret presented) {
        look();
        Login login = keys.login(presented, clock.instant());
        if (login instanceof Known known) {
            return known.key().caller();
        }
        throw DeniedException.unknown(((Refused) login).reason());
    }

    /** Whether nobody at all could be let in. */
    public boolean isEmpty() {
        return keys.all().stream().allMatch(key -> key.invalid(clock.instant()).isPresent());
    }

    /** How many keys there are. */
    public int size() {
        return keys.all().size();
    }

    private void look() {
        long now = System.nanoTime();
        long due = nextLook.get();
        if (due != Long.MIN_VALUE && now - due < 0) {
            return;
        }
        if (!nextLook.compareAndSet(due, now + LOOK_AGAIN.toNanos())) {
            return; // somebody else looks
        }
        Stamp current = stamp();
        if (Objects.equals(current, seen)) {
            return;
        }
        seen = current;
        try {
            keys = read();
            log.info(
                    "read {} keys anew, {} of them from {}",
                    keys.all().size(),
                    keys.all().size() - fixed.size(),
                    file);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            log.error("the keys in {} are not understood, those before stay in force: {}", file, e.getMessage());
        }
    }

    private Keys read() {
        List<ApiKey> all = new ArrayList<>(fixed);
        all.addAll(new KeyFile(file).read());
        return new Keys(all);
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = attributes.fileKey() == null ? "" : attributes.fileKey();
            return new Stamp(identity, attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (IOException e) {
            return null;
        }
    }
}

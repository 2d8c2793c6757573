package io.menuflow.quickstart;

import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a quickstart is tried with. Unlike any other it is kept as it is, beside the data it opens and for their
 * owner alone, so that the next start can show it again.
 *
 * @param shown where it can be read, for commands to copy; empty when somebody brought it
 */
record DemoKey(Secret secret, Optional<Path> shown, Map<String, String> settings) {

    private static final String NAME = "demo-key";

    /** The file of a quickstart's keys. */
    static Path file(Path dataDir) {
        return dataDir.resolve("keys.jsonl");
    }

    /** The key of an earlier start while it is valid, otherwise another. */
    static DemoKey of(Path dataDir) {
        Path shown = dataDir.resolve(NAME);
        KeyFile keys = new KeyFile(file(dataDir));
        Secret secret = kept(shown).filter(earlier -> isValid(keys, earlier)).orElseGet(() -> made(shown, keys));
        return new DemoKey(secret, Optional.of(shown), Map.of());
    }

    /** A key that somebody brought; it is kept nowhere. */
    static DemoKey brought(Secret secret) {
        return new DemoKey(
                secret,
                Optional.empty(),
                Map.of("menuflow.api-keys", admin(secret).json()));
    }

    private static Optional<Secret> kept(Path shown) {
        try {
            return Secret.of(Files.readString(shown).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + shown, e);
        }
    }

    private static boolean isValid(KeyFile keys, Secret secret) {
        return keys.read().stream()
                .filter(key -> key.id().equals(secret.id()) && MessageDigest.isEqual(key.hash(), secret.hash()))
                .anyMatch(key -> key.invalid(Instant.now()).isEmpty());
    }

    private static Secret made(Path shown, KeyFile keys) {
        Secret secret = Secret.create("demo-" + Secret.randomId());
        keys.add(admin(secret));
        try {
            Files.deleteIfExists(shown);
            Files.createFile(shown, ownerOnly());
            Files.writeString(shown, secret.reveal() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + shown, e);
        }
        return secret;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static ApiKey admin(Secret secret) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new ApiKey(secret.id(), "quickstart", Role.ADMIN, Scope.ALL, secret.hash(), now, null, null);
    }
}

package io.menuflow.serving.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The file that keeps keys, one a line. A change replaces it whole, so who reads it sees the keys before or after; two
 * changes at once follow each other.
 */
public record KeyFile(Path path) {

    /** A lock of a file is the process's: its threads wait for each other here. */
    private static final Object ONE_OF_A_PROCESS = new Object();

    /** The keys in it; none when there is no file. Throws IllegalArgumentException naming file and key when it is wrong. */
    public List<ApiKey> read() {
        try {
            List<ApiKey> keys = KeyJson.read(Files.readString(path), path.toString());
            return List.copyOf(new Keys(keys).all());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the keys in " + path + ": " + e.getMessage(), e);
        }
    }

    /** Adds a key; throws IllegalArgumentException when its id is taken. */
    public void add(ApiKey key) {
        change(keys -> {
            if (keys.stream().anyMatch(other -> other.id().equals(key.id()))) {
                throw new IllegalArgumentException(path + " has a key of the id " + key.id() + " already");
            }
            List<ApiKey> more = new ArrayList<>(keys);
            more.add(key);
            return more;
        });
    }

    /** Makes a key invalid for good; throws IllegalArgumentException when there is none, or it was revoked before. */
    public void revoke(String id, Instant now) {
        change(keys -> {
            ApiKey key = keys.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            path + " has no key " + id + "; menuflow keys list shows which there are"));
            if (key.revoked() != null) {
                throw new IllegalArgumentException("key " + id + " was revoked at " + key.revoked());
            }
            return keys.stream()
                    .map(each -> each.id().equals(id) ? key.revokedAt(now) : each)
                    .toList();
        });
    }

    private void change(UnaryOperator<List<ApiKey>> change) {
        synchronized (ONE_OF_A_PROCESS) {
            changeAlone(change);
        }
    }

    private void changeAlone(UnaryOperator<List<ApiKey>> change) {
        try {
            Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a directory");
            Files.createDirectories(directory);
            Path lock = directory.resolve(path.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var unused = channel.lock(); // until it is closed
                write(directory, change.apply(read()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot change the keys in " + path + ": " + e.getMessage(), e);
        }
    }

    private void write(Path directory, List<ApiKey> keys) throws IOException {
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        Path whole = posix
                ? Files.createTempFile(
                        directory,
                        "keys",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(directory, "keys", ".tmp");
        try {
            if (posix && Files.exists(path)) {
                Files.setPosixFilePermissions(whole, Files.getPosixFilePermissions(path));
            }
            Files.writeString(whole, keys.stream().map(KeyJson::write).collect(Collectors.joining("\n", "", "\n")));
            try {
                Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}

package io.menuflow.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a directory, held by one process at a time and given back by the operating system when the
 * process dies. The file stays behind: deleting it would let two processes lock two different files of one name.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "in-use.lock";

    /** Holder's pid is written beside the locked byte: Windows forbids others to read the locked region itself. */
    private static final long LOCKED_BYTE = 1L << 32;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates {@code directory} when it is missing and takes its lock.
     *
     * @param owner what wants the directory, for the message: "broker"
     * @throws DirectoryInUseException naming the directory and, where known, the process that holds it
     */
    public static DirectoryLock take(Path directory, String owner) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = holder(channel);
                channel.close();
                throw new DirectoryInUseException("the " + owner + "'s data directory " + directory + " is in use by "
                        + holder + "; stop it or choose another directory");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory + " as the " + owner + "'s data directory", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.isBlank() ? "another process" : "process " + text;
    }

    /** Gives the directory back; a second call does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a directory lock", e);
        }
    }
}

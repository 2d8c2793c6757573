package io.menuflow.quickstart.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The registry's file: replaced as a whole, so that a crash leaves the old contents or the new, never a mixture. */
final class RegistryFile {

    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Path temporary;

    RegistryFile(Path directory) {
        this.file = directory.resolve("schemas.json");
        this.temporary = directory.resolve("schemas.json.new");
    }

    private record Document(int format, RegistryContents contents) {}

    /** What was saved last, or the empty registry when nothing was. */
    RegistryContents load() {
        if (!Files.exists(file)) {
            return RegistryContents.EMPTY;
        }
        try {
            Document document = MAPPER.readValue(file.toFile(), Document.class);
            if (document.format() != FORMAT) {
                throw new IOException("its format is " + document.format() + " and this program knows " + FORMAT);
            }
            return document.contents();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the schemas in " + file + "; without them records already written cannot be decoded: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns once {@code contents} would survive a power cut. */
    void save(RegistryContents contents) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(new Document(FORMAT, contents));
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceRename();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the schemas to " + file, e);
        }
    }

    /** The new name is durable only with its directory. Windows cannot open directories and needs no such call. */
    private void forceRename() throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}

package io.menuflow.connectors.replay;

import io.menuflow.connectors.CollectingSink;
import io.menuflow.models.check.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder with files to replay, and what came out. */
final class ReplayFixture {

    final CollectingSink sink = new CollectingSink();
    private final Path directory;

    ReplayFixture(Path directory) {
        this.directory = directory;
    }

    Summary replay(String csv) {
        return replay(Mappings.plain(), csv);
    }

    Summary replay(Mapping mapping, String csv) {
        return replay(mapping, ReplayOptions.DEFAULT, csv);
    }

    Summary replay(Mapping mapping, ReplayOptions options, String csv) {
        return replay(mapping, options, file("orders.csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    Summary replay(Mapping mapping, ReplayOptions options, Path file) {
        return new Replay(mapping, options, sink, check -> List.of(), ReplayListener.NONE).run(file);
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The checks' ids in the order they came. */
    List<String> ids() {
        return sink.checks.stream().map(Check::transactionId).toList();
    }

    Check check(String id) {
        return sink.checks.stream()
                .filter(check -> check.transactionId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

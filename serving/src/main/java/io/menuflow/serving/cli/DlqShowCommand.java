package io.menuflow.serving.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.serving.dlq.Letter;
import io.menuflow.serving.dlq.LetterId;
import io.menuflow.serving.dlq.LetterValues.Reading;
import io.menuflow.serving.dlq.LetterView;
import io.menuflow.serving.dlq.Replays;
import io.menuflow.topology.arrival.DeadLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Tells all about a dead letter: headers, reason, origin, and its value as JSON where it is readable.")
final class DlqShowCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "ID", converter = DlqSession.Id.class, description = "As listed, for example 2-17")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    LetterId id;

    @Option(names = "--json", description = "Everything as one JSON object")
    boolean json;

    @Option(names = "--value", description = "Only the value as JSON: correct it, and replay takes it by --value FILE")
    boolean valueOnly;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write its untouched bytes to a new file")
    @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (DlqSession session = new DlqSession(cluster.config(Map.of()))) {
            Letter letter = session.letters
                    .find(id)
                    .orElseThrow(() ->
                            new IllegalStateException("there is no dead letter " + id + ": it expired, or never was"));
            Reading value = session.values.read(letter);
            if (valueOnly) {
                JsonNode read = value.json();
                if (read == null) {
                    throw new IllegalStateException("the value of " + id + " is not readable: " + value.problem());
                }
                out.println(LetterView.pretty(read));
            } else if (json) {
                out.println(LetterView.pretty(LetterView.whole(
                        letter,
                        session.values.restaurantOf(letter),
                        session.replays().of(id),
                        value)));
            } else {
                print(out, letter, session.replays(), value);
            }
            out.flush();
            if (file != null && letter.value() != null) {
                Files.write(file, letter.value(), StandardOpenOption.CREATE_NEW);
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, Letter letter, Replays replays, Reading value) {
        line(out, "dead letter", letter.id().toString());
        line(out, "reason", letter.reason() + ", by stage " + letter.stage());
        line(out, "message", letter.message());
        line(out, "set aside at", letter.setAsideAt().toString());
        line(out, "came from", letter.topic() + " " + letter.place() + appendedAt(letter));
        line(out, "key", letter.keyText() == null ? "none" : letter.keyText());
        if (letter.replayedFrom() != null) {
            line(out, "was", letter.replayedFrom() + ", sent again");
        }
        for (Replays.Replay replay : replays.of(letter.id())) {
            String how = replay.repaired() ? "repaired, to " : "as it was, to ";
            line(
                    out,
                    "replayed",
                    replay.at() + " " + how + replay.topic() + " " + replay.partition() + "@" + replay.offset());
        }
        for (Header header : letter.headers()) {
            String text = header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
            line(out, "header", header.key() + ": " + text);
        }
        int size = letter.value() == null ? 0 : letter.value().length;
        JsonNode read = value.json();
        if (read != null) {
            line(out, "value", String.format(Locale.ROOT, "%,d bytes", size));
            out.println(LetterView.pretty(read));
        } else {
            line(out, "value", String.format(Locale.ROOT, "%,d bytes, %s", size, value.problem()));
            if (letter.value() != null) {
                out.print(LetterView.dump(letter.value()));
            }
        }
    }

    private static String appendedAt(Letter letter) {
        Header header = letter.headers().lastHeader(DeadLetter.APPENDED_AT);
        try {
            return header == null
                    ? ""
                    : ", appended there at "
                            + Instant.ofEpochMilli(Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private static void line(PrintWriter out, String name, String text) {
        out.printf("%-13s %s%n", name, LetterView.printable(text));
    }
}

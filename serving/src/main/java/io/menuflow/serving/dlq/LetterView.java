package io.menuflow.serving.dlq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.serving.dlq.LetterValues.Reading;
import io.menuflow.serving.dlq.Replays.Replay;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON and as text for a terminal, where nothing that a sender wrote is obeyed as a control. */
public final class LetterView {

    /** Reads and writes decimals as they are. */
    public static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int DUMPED = 512;
    private static final int PER_LINE = 16;

    private LetterView() {}

    /** What is said of a letter in a list: everything but its value. */
    public static ObjectNode summary(Letter letter, @Nullable String restaurant, List<Replay> replays) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", letter.id().toString())
                .put("set_aside_at", letter.setAsideAt().toString())
                .put("stage", letter.stage())
                .put("reason", letter.reason())
                .put("message", letter.message())
                .put("topic", letter.topic())
                .put("place", letter.place())
                .put("key", letter.keyText())
                .put("restaurant", restaurant)
                .put("bytes", letter.value() == null ? null : (Integer) letter.value().length)
                .put("cut", letter.isCut())
                .put("replayed_from", letter.replayedFrom());
        ArrayNode sent = json.putArray("replays");
        for (Replay replay : replays) {
            sent.addObject()
                    .put("at", replay.at().toString())
                    .put("place", replay.partition() + "@" + replay.offset())
                    .put("repaired", replay.repaired());
        }
        return json;
    }

    /** Everything about a letter. */
    public static ObjectNode whole(Letter letter, @Nullable String restaurant, List<Replay> replays, Reading value) {
        ObjectNode json = summary(letter, restaurant, replays);
        ObjectNode headers = json.putObject("headers");
        for (Header header : letter.headers()) {
            headers.put(header.key(), Letter.text(letter.headers(), header.key()));
        }
        JsonNode decoded = value.json();
        json.set("value", decoded == null ? JSON.nullNode() : decoded);
        json.put("unreadable", value.problem());
        return json;
    }

    /** JSON on several lines, decimals as they are. */
    public static String pretty(JsonNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /** Where a letter stands: open, sent again, or set aside again after it was. */
    public static String state(Letter letter, List<Replay> replays) {
        String again = letter.replayedFrom() == null ? "" : "again, was " + printable(letter.replayedFrom());
        String sent = replays.isEmpty()
                ? ""
                : "replayed " + seconds(replays.get(replays.size() - 1).at());
        return again.isEmpty() || sent.isEmpty() ? again + sent : again + "; " + sent;
    }

    /** The beginning of what no one can read, in hexadecimal and as text. */
    public static String dump(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        int shown = Math.min(bytes.length, DUMPED);
        for (int at = 0; at < shown; at += PER_LINE) {
            int end = Math.min(shown, at + PER_LINE);
            StringBuilder text = new StringBuilder();
            for (int i = at; i < end; i++) {
                text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
            }
            out.append(String.format("  %06x  %-47s  %s%n", at, hex.formatHex(bytes, at, end), text));
        }
        if (shown < bytes.length) {
            out.append(String.format("  … %,d bytes more; --out FILE writes all of them%n", bytes.length - shown));
        }
        return out.toString();
    }

    /** A text without what a terminal would act on. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return out.toString();
    }

    /** A moment to the second. */
    public static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

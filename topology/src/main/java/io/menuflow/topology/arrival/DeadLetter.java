package io.menuflow.topology.arrival;

import io.menuflow.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A record that cannot be processed, on its way to the dead-letter topic: its bytes, and why in headers. */
public final class DeadLetter {

    /** The topic it was produced to. */
    public static final String TOPIC = "menuflow-topic";
    /** The partition it was produced to. */
    public static final String PARTITION = "menuflow-partition";
    /** Its offset there. */
    public static final String OFFSET = "menuflow-offset";
    /** When the broker appended it there, milliseconds since 1970. */
    public static final String APPENDED_AT = "menuflow-appended-at";
    /** The stage that set it aside. */
    public static final String STAGE = "menuflow-stage";
    /** The kind of reason, stable for programs. */
    public static final String REASON = "menuflow-reason";
    /** Bytes of the value, when only its beginning could be kept. */
    public static final String CUT_FROM = "menuflow-cut-from";
    /** Bytes of the key and the headers, when only the key's beginning could be kept. */
    public static final String ENVELOPE_CUT_FROM = "menuflow-envelope-cut-from";
    /** On a record that was sent again: the id of the dead letter it was, its partition and offset as {@code 2-17}. */
    public static final String REPLAYED_FROM = "menuflow-replayed-from";
    /** The reason in words, one line. */
    public static final String MESSAGE = "menuflow-message";

    private static final int MAX_MESSAGE = 2_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    /** Room for it beside the longest value; far more than is let in, so that what is too large is mostly kept whole. */
    private static final int MAX_ENVELOPE = 1 << 20;

    private static final int MAX_CUT_KEY = 1_000;

    private DeadLetter() {}

    /** The record for the dead-letter topic. It always fits there: what does not is cut, and says so. */
    @SuppressWarnings("NullAway") // Record takes a null key and value but is not annotated so
    public static Record<byte[], byte[]> of(Arrived arrived, String stage, String reason, String message) {
        int envelope = arrived.envelopeBytes();
        boolean fits = envelope <= MAX_ENVELOPE;
        Headers headers = withOrigin(fits ? arrived : arrived.withoutHeaders());
        put(headers, STAGE, stage);
        put(headers, REASON, reason);
        put(headers, MESSAGE, line(message));
        headers.remove(CUT_FROM); // whatever its sender says
        headers.remove(ENVELOPE_CUT_FROM);
        byte[] key = arrived.key();
        if (!fits) {
            put(headers, ENVELOPE_CUT_FROM, Integer.toString(envelope));
            key = key == null || key.length <= MAX_CUT_KEY ? key : Arrays.copyOf(key, MAX_CUT_KEY);
        }
        byte[] value = arrived.value();
        if (value != null && value.length > Topics.MAX_DEAD_LETTER_BYTES) {
            put(headers, CUT_FROM, Integer.toString(value.length));
            value = Arrays.copyOf(value, Topics.MAX_DEAD_LETTER_BYTES);
        }
        return new Record<>(key, value, Math.max(0, arrived.appendedAt().toEpochMilli()), headers);
    }

    /** What a record holds may be quoted in its message: control characters would break the lines of lists and logs. */
    private static String line(String message) {
        String told = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
        return CONTROL.matcher(told).replaceAll("?");
    }

    /** The record's headers with where it came from. */
    public static Headers withOrigin(Arrived arrived) {
        Headers headers = new RecordHeaders(arrived.headers().toArray());
        put(headers, TOPIC, arrived.topic());
        put(headers, PARTITION, Integer.toString(arrived.partition()));
        put(headers, OFFSET, Long.toString(arrived.offset()));
        put(headers, APPENDED_AT, Long.toString(arrived.appendedAt().toEpochMilli()));
        return headers;
    }

    /** The text of a header that {@link #withOrigin} put. */
    public static String text(Headers headers, String name) {
        return new String(Objects.requireNonNull(headers.lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

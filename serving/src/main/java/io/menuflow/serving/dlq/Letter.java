package io.menuflow.serving.dlq;

import io.menuflow.topology.arrival.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic. What a header should say and does not is {@code ?}: whoever can write to the topic
 * can write anything.
 *
 * @param setAsideAt when it was appended to the dead letters
 * @param topic where it was produced to
 * @param place its partition and offset there, {@code 3@4711}
 * @param key untouched
 * @param value untouched, or its beginning when {@link #isCut}
 * @param headers every header, the sender's and ours
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Letter(
        LetterId id,
        Instant setAsideAt,
        String topic,
        String place,
        String stage,
        String reason,
        String message,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    private static final String UNKNOWN = "?";
    private static final Set<String> OURS = Set.of(
            DeadLetter.TOPIC,
            DeadLetter.PARTITION,
            DeadLetter.OFFSET,
            DeadLetter.APPENDED_AT,
            DeadLetter.STAGE,
            DeadLetter.REASON,
            DeadLetter.MESSAGE,
            DeadLetter.CUT_FROM,
            DeadLetter.ENVELOPE_CUT_FROM,
            DeadLetter.REPLAYED_FROM);

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return new Letter(
                new LetterId(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                text(headers, DeadLetter.TOPIC),
                text(headers, DeadLetter.PARTITION) + "@" + text(headers, DeadLetter.OFFSET),
                text(headers, DeadLetter.STAGE),
                text(headers, DeadLetter.REASON),
                text(headers, DeadLetter.MESSAGE),
                record.key(),
                record.value(),
                headers);
    }

    /** Whether not all of it was kept. */
    public boolean isCut() {
        return headers.lastHeader(DeadLetter.CUT_FROM) != null
                || headers.lastHeader(DeadLetter.ENVELOPE_CUT_FROM) != null;
    }

    /** The dead letter it was before it was sent again, as written; null when it never was one. */
    public @Nullable String replayedFrom() {
        return headers.lastHeader(DeadLetter.REPLAYED_FROM) == null ? null : text(headers, DeadLetter.REPLAYED_FROM);
    }

    /** Its key as text, null when it has none. */
    public @Nullable String keyText() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** The partition it was produced to, or null when the header does not say. */
    @Nullable Integer originPartition() {
        try {
            return Integer.valueOf(text(headers, DeadLetter.PARTITION));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What its sender put into the headers. */
    Headers sendersHeaders() {
        Headers senders = new RecordHeaders();
        for (Header header : headers) {
            if (!OURS.contains(header.key())) {
                senders.add(header);
            }
        }
        return senders;
    }

    /** A header as text. */
    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? UNKNOWN : new String(header.value(), StandardCharsets.UTF_8);
    }
}

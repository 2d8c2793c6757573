package io.menuflow.topology.arrival;

import io.menuflow.models.sales.Packed;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived: its untouched bytes and where it first stood.
 *
 * @param topic the topic it was produced to
 * @param partition the partition it was produced to
 * @param offset its offset there
 * @param appendedAt when the broker appended it there: the record time that "future" is judged by
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record Arrived(
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    private static final int VERSION = 1;

    /** Bytes of its key and headers. */
    public int envelopeBytes() {
        int bytes = key == null ? 0 : key.length;
        for (Header header : headers) {
            bytes += Utils.utf8Length(header.key()) + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    /** The same without what its sender put into the headers. */
    Arrived withoutHeaders() {
        return new Arrived(topic, partition, offset, appendedAt, key, value, new RecordHeaders());
    }

    /** Packs it for parking. */
    public byte[] toBytes() {
        Packed.Writer out = new Packed.Writer()
                .raw(VERSION)
                .text(topic)
                .number(partition)
                .number(offset)
                .signed(appendedAt.toEpochMilli());
        optional(out, key);
        optional(out, value);
        for (Header header : headers) {
            out.text(header.key());
            optional(out, header.value());
        }
        return out.toBytes();
    }

    /** Unpacks what {@link #toBytes} packed. */
    public static Arrived of(byte[] bytes) {
        Packed.Reader in = new Packed.Reader(bytes);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("a parked record of an unknown version: " + bytes[0]);
        }
        String topic = in.text();
        int partition = (int) in.number();
        long offset = in.number();
        Instant appendedAt = Instant.ofEpochMilli(in.signed());
        byte[] key = optional(in);
        byte[] value = optional(in);
        RecordHeaders headers = new RecordHeaders();
        while (in.hasMore()) {
            headers.add(in.text(), optional(in));
        }
        return new Arrived(topic, partition, offset, appendedAt, key, value, headers);
    }

    private static void optional(Packed.Writer out, byte @Nullable [] bytes) {
        if (bytes == null) {
            out.raw(0);
        } else {
            out.raw(1).bytes(bytes);
        }
    }

    private static byte @Nullable [] optional(Packed.Reader in) {
        return in.raw() == 0 ? null : in.bytes();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arrived that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && appendedAt.equals(that.appendedAt)
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) * 31 + partition;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}

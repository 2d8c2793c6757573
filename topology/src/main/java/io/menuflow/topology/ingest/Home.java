package io.menuflow.topology.ingest;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.topology.arrival.Arrived;
import io.menuflow.topology.arrival.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Whether a record stands in its restaurant's partition, and where it came from when it was brought there. */
final class Home {

    /** Marks a stray that came without a key: the key it travels under is not its own. */
    private static final String KEYLESS = "menuflow-keyless";

    private final String strays;
    private final int partitions;

    Home(String strays, int partitions) {
        this.strays = strays;
        this.partitions = partitions;
    }

    /** The record with its origin: of a stray that came home, where the producer had put it. */
    Arrived arrived(ProcessingContext context, Record<byte[], byte[]> record) {
        RecordMetadata here = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a source record without metadata"));
        if (!here.topic().equals(strays)) {
            return new Arrived(
                    here.topic(),
                    here.partition(),
                    here.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.key(),
                    record.value(),
                    record.headers());
        }
        var headers = new RecordHeaders(record.headers().toArray());
        boolean keyless = headers.lastHeader(KEYLESS) != null;
        Arrived arrived = new Arrived(
                DeadLetter.text(headers, DeadLetter.TOPIC),
                Integer.parseInt(DeadLetter.text(headers, DeadLetter.PARTITION)),
                Long.parseLong(DeadLetter.text(headers, DeadLetter.OFFSET)),
                Instant.ofEpochMilli(Long.parseLong(DeadLetter.text(headers, DeadLetter.APPENDED_AT))),
                keyless ? null : record.key(),
                record.value(),
                headers);
        headers.remove(DeadLetter.TOPIC);
        headers.remove(DeadLetter.PARTITION);
        headers.remove(DeadLetter.OFFSET);
        headers.remove(DeadLetter.APPENDED_AT);
        headers.remove(KEYLESS);
        return arrived;
    }

    boolean isHome(String restaurant, ProcessingContext context) {
        return RestaurantPartitioner.partition(restaurant, partitions)
                == context.taskId().partition();
    }

    /** The record for the strays topic, which places it by {@code key}: its own, or the one it should have had. */
    @SuppressWarnings("NullAway") // Record takes a null value but is not annotated so
    static Record<byte[], byte[]> stray(Arrived arrived, String key) {
        Headers headers = DeadLetter.withOrigin(arrived);
        headers.remove(KEYLESS);
        if (arrived.key() == null) {
            headers.add(KEYLESS, new byte[0]);
        }
        return new Record<>(
                key.getBytes(StandardCharsets.UTF_8),
                arrived.value(),
                Math.max(0, arrived.appendedAt().toEpochMilli()),
                headers);
    }
}

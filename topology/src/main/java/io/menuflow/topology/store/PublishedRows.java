package io.menuflow.topology.store;

import io.menuflow.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of a restaurant's items as they were last published, under {@code restaurant 0 'p' item}: what readers answer
 * from, what changes are found against, and what is taken back when it goes. All of a restaurant's are written together: one
 * iterator reads one moment.
 */
public final class PublishedRows<V> {

    private static final int KIND = 'p';

    private final Rows rows;
    private final Topic<String, V> topic;

    /** Takes what is to be published of an item; null for a tombstone. */
    @FunctionalInterface
    public interface Publisher<V> {
        void publish(String item, @Nullable V record);
    }

    /** Rows of records of {@code topic}. */
    public PublishedRows(Rows rows, Topic<String, V> topic) {
        this.rows = rows;
        this.topic = topic;
    }

    /** The records in {@code rows} of a restaurant, by item, ascending; read by anybody. */
    public static <V> Map<String, V> read(RowSource rows, Topic<String, V> topic, String restaurant) {
        Map<String, V> records = new TreeMap<>();
        scan(
                rows,
                restaurant,
                (item, bytes) -> records.put(
                        item,
                        Objects.requireNonNull(topic.valueSerde().deserializer().deserialize(topic.name(), bytes))));
        return records;
    }

    /** Makes {@code records}, by item, a restaurant's: publishes those that are new or differ, takes back the others. */
    public void replace(String restaurant, Map<String, V> records, Publisher<V> publisher) {
        Map<String, byte[]> before = new TreeMap<>();
        scan(rows, restaurant, before::put);
        Rows.Batch batch = new Rows.Batch();
        List<Runnable> changes = new ArrayList<>();
        new TreeMap<>(records).forEach((item, record) -> {
            byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), record);
            byte[] old = before.remove(item);
            if (!Arrays.equals(bytes, old)) {
                batch.put(key(restaurant, item), bytes);
                changes.add(() -> publisher.publish(item, record));
            }
        });
        before.keySet().forEach(gone -> {
            batch.put(key(restaurant, gone), null);
            changes.add(() -> publisher.publish(gone, null));
        });
        rows.write(batch);
        changes.forEach(Runnable::run);
    }

    private static byte[] key(String restaurant, String item) {
        return Key.of(restaurant).oneByte(KIND).text(item);
    }

    private interface RowOfItem {
        void row(String item, byte[] bytes);
    }

    private static void scan(RowSource rows, String restaurant, RowOfItem visitor) {
        byte[] from = Key.of(restaurant).oneByte(KIND).toBytes();
        byte[] to = Key.of(restaurant).oneByte(KIND + 1).toBytes();
        rows.scan(
                from,
                to,
                (key, row) -> visitor.row(
                        new String(key, from.length, key.length - from.length, StandardCharsets.UTF_8), row));
    }
}

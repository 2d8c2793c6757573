package io.menuflow.topology.ingest;

import io.menuflow.models.sales.Packed;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.arrival.Arrived;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Transactions whose restaurant is not known yet, in the order they came; bounded in number, bytes and time. */
final class Parking {

    private final Rows rows;
    private final TopologySettings settings;
    private int records;
    private long bytes;

    Parking(Rows rows, TopologySettings settings) {
        this.rows = rows;
        this.settings = settings;
        rows.scanAll((key, value) -> {
            records++;
            bytes += value.length;
        });
    }

    /** Parks a record unless there is no room; {@link #takeOldest} makes some. */
    boolean park(String restaurant, Arrived arrived, Instant now) {
        byte[] packed = new Packed.Writer()
                .signed(now.toEpochMilli())
                .bytes(arrived.toBytes())
                .toBytes();
        if (records >= settings.parkedRecords() || bytes + packed.length > settings.parkedBytes()) {
            return false;
        }
        rows.put(key(restaurant, arrived), packed);
        records++;
        bytes += packed.length;
        return true;
    }

    /** Takes out everything that waits for {@code restaurant}, in the order it came. */
    List<Arrived> take(String restaurant) {
        List<byte[]> keys = new ArrayList<>();
        List<Arrived> waiting = new ArrayList<>();
        if (records == 0) {
            return waiting;
        }
        rows.scan(Key.of(restaurant).toBytes(), Key.after(restaurant), (key, value) -> {
            keys.add(key);
            bytes -= value.length;
            Packed.Reader in = new Packed.Reader(value);
            in.signed();
            waiting.add(Arrived.of(in.bytes()));
        });
        keys.forEach(this::drop);
        return waiting;
    }

    /** Takes out what was parked longer ago than it may wait. */
    List<Arrived> takeExpired(Instant now) {
        List<byte[]> keys = new ArrayList<>();
        List<Arrived> expired = new ArrayList<>();
        if (records == 0) {
            return expired;
        }
        rows.scanAll((key, value) -> {
            Packed.Reader in = new Packed.Reader(value);
            Instant parkedAt = Instant.ofEpochMilli(in.signed());
            if (Duration.between(parkedAt, now).compareTo(settings.parkedFor()) > 0) {
                keys.add(key);
                bytes -= value.length;
                expired.add(Arrived.of(in.bytes()));
            }
        });
        keys.forEach(this::drop);
        return expired;
    }

    /** Takes out the tenth that has waited longest, at least one: what nobody described so far hardly ever will be. */
    List<Arrived> takeOldest() {
        List<Waiting> waiting = new ArrayList<>();
        rows.scanAll((key, value) -> waiting.add(new Waiting(key, new Packed.Reader(value).signed())));
        waiting.sort(Comparator.comparingLong(Waiting::since));
        List<Arrived> oldest = new ArrayList<>();
        for (Waiting one : waiting.subList(0, Math.min(waiting.size(), records / 10 + 1))) {
            byte[] value = Objects.requireNonNull(rows.get(one.key()));
            Packed.Reader in = new Packed.Reader(value);
            in.signed();
            oldest.add(Arrived.of(in.bytes()));
            bytes -= value.length;
            drop(one.key());
        }
        return oldest;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(byte[] key, long since) {}

    int records() {
        return records;
    }

    private void drop(byte[] key) {
        rows.put(key, null);
        records--;
    }

    private static byte[] key(String restaurant, Arrived arrived) {
        return Key.of(restaurant)
                .eightBytes(arrived.appendedAt().toEpochMilli())
                .twoBytes(arrived.partition())
                .eightBytes(arrived.offset())
                .toBytes();
    }
}

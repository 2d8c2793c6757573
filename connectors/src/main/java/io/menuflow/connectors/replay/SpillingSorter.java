package io.menuflow.connectors.replay;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of things in bounded memory: when more than the limits are held they go to disk as a sorted run, and
 * the runs are merged as they are read.
 *
 * <p>All runs share one file that is deleted on closing its channel; on Unix the JDK takes its name away as soon as it is
 * open, so that not even a killed process leaves it behind.
 */
final class SpillingSorter<T> implements Closeable {

    private static final int BUFFER = 64 * 1024;
    private static final int SMALLEST_BUFFER = 4 * 1024;
    private static final int ALL_BUFFERS = 16 * 1024 * 1024;

    private final Comparator<? super T> order;
    private final SpillCodec<T> codec;
    private final SortLimits limits;
    private final List<SpillRun> runs = new ArrayList<>();
    private List<T> held = new ArrayList<>();
    private long heldBytes;
    private @Nullable FileChannel channel;

    /** @param order total: what it calls equal comes out in any order */
    SpillingSorter(Comparator<? super T> order, SpillCodec<T> codec, SortLimits limits) {
        this.order = order;
        this.codec = codec;
        this.limits = limits;
    }

    /** What comes out, one at a time. */
    @FunctionalInterface
    interface Sorted<T> {
        /** The next, or null after the last. */
        @Nullable T next() throws IOException;
    }

    void add(T value) throws IOException {
        held.add(value);
        heldBytes += codec.weight(value);
        if (held.size() >= limits.lines() || heldBytes >= limits.bytes()) {
            spill();
        }
    }

    /** Everything added, in order. Nothing may be added afterwards, and it can be asked for once. */
    Sorted<T> sorted() throws IOException {
        if (runs.isEmpty()) {
            List<T> all = held;
            held = List.of();
            all.sort(order);
            var iterator = all.iterator();
            return () -> iterator.hasNext() ? iterator.next() : null;
        }
        spill();
        held = List.of();
        return merged();
    }

    /** How often memory ran full. */
    int spills() {
        return runs.size();
    }

    @Override
    public void close() throws IOException {
        held = List.of();
        if (channel != null) {
            channel.close();
        }
    }

    private void spill() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        held.sort(order);
        FileChannel to = channel();
        long start = to.position();
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(to), BUFFER));
        for (T value : held) {
            codec.write(value, out);
        }
        out.flush();
        runs.add(new SpillRun(start, to.position()));
        held = new ArrayList<>();
        heldBytes = 0;
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            // Made first and opened then: createTempFile keeps others from reading it.
            Path file = Files.createTempFile(limits.directory(), "menuflow-replay-", ".tmp");
            try {
                channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
        return channel;
    }

    private Sorted<T> merged() throws IOException {
        int buffer = Math.max(SMALLEST_BUFFER, Math.min(BUFFER, ALL_BUFFERS / runs.size()));
        PriorityQueue<Head<T>> heads = new PriorityQueue<>((a, b) -> order.compare(a.value, b.value));
        for (SpillRun run : runs) {
            SpillRun.Input input = run.open(channel(), buffer);
            T first = input.next(codec);
            if (first != null) {
                heads.add(new Head<>(first, input));
            }
        }
        return () -> {
            Head<T> least = heads.poll();
            if (least == null) {
                return null;
            }
            T following = least.rest.next(codec);
            if (following != null) {
                heads.add(new Head<>(following, least.rest));
            }
            return least.value;
        };
    }

    /** The least of a run that has not come out, and the run behind it. */
    private record Head<T>(T value, SpillRun.Input rest) {}
}

package io.menuflow.serving.streams;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left of bringing stores up to their changelogs; and one line in the log each time nothing is. */
final class RestoreLog implements StateRestoreListener {

    private static final Logger log = LoggerFactory.getLogger(RestoreLog.class);

    private final Map<TopicPartition, Long> waiting = new HashMap<>();
    private int stores;
    private int left;
    private long records;
    private long began;

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (left++ == 0) {
            began = System.nanoTime();
        }
        stores++;
        waiting.put(changelog, Math.max(0, to - from));
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition changelog, String store, long upTo, long restored) {
        waiting.computeIfPresent(changelog, (restoring, before) -> Math.max(0, before - restored));
    }

    /** Records that the stores of a partition still wait for, about; 0 when none is being restored. */
    synchronized long left(int partition) {
        return waiting.entrySet().stream()
                .filter(changelog -> changelog.getKey().partition() == partition)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Records that all stores still wait for, about; empty when none is being restored. */
    synchronized OptionalLong left() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        waiting.values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        records += restored;
        end(changelog);
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        records += restored;
        end(changelog);
    }

    private void end(TopicPartition changelog) {
        waiting.remove(changelog);
        if (--left > 0) {
            return;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        log.info(
                "restored {} records of {} stores in {} s",
                records,
                stores,
                String.format(Locale.ROOT, "%.3f", seconds));
        records = 0;
        stores = 0;
    }
}

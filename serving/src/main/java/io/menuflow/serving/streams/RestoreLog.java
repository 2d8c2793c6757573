package io.menuflow.serving.streams;

import java.util.Locale;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how long it took to bring stores up to their changelogs: one line each time no restore is left. */
final class RestoreLog implements StateRestoreListener {

    private static final Logger log = LoggerFactory.getLogger(RestoreLog.class);

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
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long upTo, long restored) {}

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        records += restored;
        end();
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        records += restored;
        end();
    }

    private void end() {
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

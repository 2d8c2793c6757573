package io.menuflow.serving.query;

import io.menuflow.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Whether a partition's answers are of more than five seconds ago because records still wait to be handled. */
public final class Lag {

    private static final Duration TOLERATED = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration OLDEST = Duration.ofSeconds(1);

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final String topic;
    private final IntToLongFunction lastHandled;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen seen = new Seen(Long.MIN_VALUE, Map.of());

    /**
     * @param metrics of Kafka Streams
     * @param lastHandled append time, in milliseconds, of the record of a partition that was last handled
     */
    public Lag(
            Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
            Topics topics,
            IntToLongFunction lastHandled,
            Clock clock) {
        this.metrics = metrics;
        this.topic = topics.transactions().name();
        this.lastHandled = lastHandled;
        this.clock = clock;
    }

    private record Seen(long atMillis, Map<Integer, Double> records) {}

    /**
     * Whether more than five seconds of transactions wait in a partition that this node processes. As long as the broker has
     * not told how many there are, they may: a node that was away answers from what it knew before.
     */
    public boolean isBehind(int partition) {
        Double records = waiting().get(partition);
        return records == null
                || (records > 0 && clock.millis() - lastHandled.applyAsLong(partition) > TOLERATED.toMillis());
    }

    /** Transactions that wait in a partition that this node processes, as of a second ago or less. */
    public long records(int partition) {
        return waiting().getOrDefault(partition, 0.0).longValue(); // of NaN, 0
    }

    /**
     * There are thousands of metrics: one question looks through them. Those asked meanwhile take what was seen before, or
     * wait when that is too old.
     */
    private Map<Integer, Double> waiting() {
        if (isOlderThan(LOOK_AGAIN)) {
            boolean mine = isOlderThan(OLDEST) ? locked() : looking.tryLock();
            if (mine) {
                try {
                    if (isOlderThan(LOOK_AGAIN)) {
                        seen = new Seen(clock.millis(), records());
                    }
                } finally {
                    looking.unlock();
                }
            }
        }
        return seen.records();
    }

    private boolean locked() {
        looking.lock();
        return true;
    }

    private boolean isOlderThan(Duration age) {
        return clock.millis() - age.toMillis() > seen.atMillis();
    }

    private Map<Integer, Double> records() {
        Map<Integer, Double> records = new HashMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.get().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals("records-lag")
                    && topic.equals(name.tags().get("topic"))
                    && metric.getValue().metricValue() instanceof Double lag
                    && name.tags().get("partition") != null) {
                records.put(Integer.valueOf(name.tags().get("partition")), lag);
            }
        }
        return records;
    }
}

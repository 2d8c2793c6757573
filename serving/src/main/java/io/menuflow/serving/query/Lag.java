package io.menuflow.serving.query;

import io.menuflow.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Whether a partition's answers are of more than five seconds ago because records still wait to be handled. */
public final class Lag {

    private static final Duration TOLERATED = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final String topic;
    private final IntToLongFunction lastHandled;
    private final Clock clock;
    private volatile Seen seen = new Seen(Long.MIN_VALUE, Map.of());

    /** @param lastHandled append time, in milliseconds, of the record of a partition that was last handled */
    public Lag(KafkaStreams streams, Topics topics, IntToLongFunction lastHandled, Clock clock) {
        this.streams = streams;
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

    private Map<Integer, Double> waiting() {
        Seen last = seen;
        return isOld(last) ? lookAgain() : last.records();
    }

    private boolean isOld(Seen last) {
        return clock.millis() - LOOK_AGAIN.toMillis() > last.atMillis();
    }

    /** There are thousands of metrics: one question looks through them, and those asked meanwhile wait for it. */
    private synchronized Map<Integer, Double> lookAgain() {
        if (isOld(seen)) {
            seen = new Seen(clock.millis(), records());
        }
        return seen.records();
    }

    private Map<Integer, Double> records() {
        Map<Integer, Double> records = new HashMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
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

package io.menuflow.serving.query;

import io.menuflow.schemas.Topics;
import io.menuflow.topology.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of other nodes' partitions that this node keeps, and how far each is behind. Looked at once a second on a
 * thread of its own, because it asks the broker; questions are answered by the last look.
 *
 * <p>A copy has caught up when the group had committed every transaction there was, and then nothing of the changelogs
 * waited to be read. Records of a changelog are counted by the consumer that reads them: the offset a store knows stays
 * behind the end for good under exactly-once, by the markers of transactions.
 */
public final class Copies implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Copies.class);
    private static final long LOOK_EVERY_MS = 1_000;
    /** As old as an answer may be without saying that it is stale. */
    private static final long BELIEVED_NANOS = 5_000_000_000L;

    private static final long PATIENCE_MS = 3_000;

    private final KafkaStreams streams;
    private final Supplier<Admin> admins;
    private final String applicationId;
    private final String transactions;
    private final long tolerated;
    private final Map<Integer, Copy> copies = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "menuflow-copies");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Admin admin;

    /**
     * One copy as it was last looked at.
     *
     * @param behind records of its changelogs that were not read yet
     * @param filled whether it was at the end of them since this node has it
     * @param caughtUp whether it had all that was ever sold
     */
    record Copy(long behind, boolean filled, boolean caughtUp, long atNanos) {}

    /**
     * A copy, to be shown.
     *
     * @param lag records of its changelogs that were not read yet
     */
    public record Standby(int partition, long lag, boolean caughtUp) {}

    /**
     * Starts to look.
     *
     * @param tolerated records that a copy may be behind and still answer
     */
    public static Copies watch(
            KafkaStreams streams, Supplier<Admin> admins, String applicationId, Topics topics, long tolerated) {
        Copies copies =
                new Copies(streams, admins, applicationId, topics.transactions().name(), tolerated);
        var unused =
                copies.looks.scheduleWithFixedDelay(copies::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return copies;
    }

    private Copies(
            KafkaStreams streams, Supplier<Admin> admins, String applicationId, String transactions, long tolerated) {
        this.streams = streams;
        this.admins = admins;
        this.applicationId = applicationId;
        this.transactions = transactions;
        this.tolerated = tolerated;
    }

    /** Why this node's copy of a partition may not answer; null when it may. */
    public @Nullable String refusal(int partition) {
        return refusal(partition, copies.get(partition), tolerated);
    }

    static @Nullable String refusal(int partition, @Nullable Copy copy, long tolerated) {
        String one = "the copy of partition " + partition + " on this standby ";
        if (copy == null) {
            return one + "was assigned just now";
        }
        if (!copy.filled()) {
            return one + "is being filled, " + copy.behind() + " records are left";
        }
        return copy.behind() <= tolerated
                ? null
                : one + "is " + copy.behind() + " records behind, and answers up to " + tolerated;
    }

    /** Whether this node's copy of a partition has all that was sold until a few seconds ago. */
    public boolean isCaughtUp(int partition) {
        Copy copy = copies.get(partition);
        return copy != null && copy.caughtUp() && System.nanoTime() - copy.atNanos() < BELIEVED_NANOS;
    }

    /** All copies of this node, by partition. */
    public List<Standby> standbys() {
        return new TreeMap<>(copies)
                .entrySet().stream()
                        .map(copy -> new Standby(copy.getKey(), copy.getValue().behind(), isCaughtUp(copy.getKey())))
                        .toList();
    }

    private void look() {
        try {
            Set<Integer> kept = partitionsKept();
            copies.keySet().retainAll(kept);
            if (kept.isEmpty()) {
                return;
            }
            Set<Integer> committed = committed(kept);
            Map<Integer, Long> behind = behind(kept);
            long now = System.nanoTime();
            for (int partition : kept) {
                Copy before = copies.get(partition);
                long left = behind.getOrDefault(partition, 0L);
                boolean filled = before != null && (left == 0 || before.filled());
                boolean caughtUp = filled && left == 0 && committed.contains(partition);
                copies.put(partition, new Copy(left, filled, caughtUp, now));
            }
        } catch (KafkaException | IllegalStateException | ExecutionException | TimeoutException e) {
            log.debug("copies could not be looked at", e); // and are not believed to have caught up for long
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("copies could not be looked at", e);
        }
    }

    private Set<Integer> partitionsKept() {
        Set<Integer> kept = new HashSet<>();
        streams.metadataForLocalThreads().forEach(thread -> thread.standbyTasks()
                .forEach(task -> kept.add(task.taskId().partition())));
        return kept;
    }

    /** The partitions of which every transaction was handled and committed. */
    private Set<Integer> committed(Set<Integer> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Admin asked = admin == null ? admins.get() : admin;
        admin = asked;
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(new TopicPartition(transactions, partition), OffsetSpec.latest()));
        var offsets = asked.listOffsets(ends).all();
        Map<TopicPartition, OffsetAndMetadata> group = asked.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        Set<Integer> done = new HashSet<>();
        offsets.get(PATIENCE_MS, TimeUnit.MILLISECONDS).forEach((partition, end) -> {
            OffsetAndMetadata handled = group.get(partition);
            if (end.offset() == 0 || (handled != null && handled.offset() >= end.offset())) {
                done.add(partition.partition());
            }
        });
        return done;
    }

    /** Records that the readers of changelogs have not read, by partition. */
    private Map<Integer, Long> behind(Set<Integer> partitions) {
        Set<String> changelogs = new HashSet<>();
        Names.STORES.forEach(store -> changelogs.add(plain(applicationId + "-" + store + "-changelog")));
        Map<Integer, Long> behind = new HashMap<>();
        Set<TopicPartition> seen = new HashSet<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            Map<String, String> tags = metric.getKey().tags();
            String topic = plain(tags.getOrDefault("topic", ""));
            if (metric.getKey().name().equals("records-lag")
                    && changelogs.contains(topic)
                    && metric.getValue().metricValue() instanceof Double lag) {
                int partition = Integer.parseInt(tags.getOrDefault("partition", "-1"));
                if (seen.add(new TopicPartition(topic, partition)) && !lag.isNaN()) {
                    behind.merge(partition, lag.longValue(), Long::sum);
                }
            }
        }
        unseen(partitions, seen, behind);
        return behind;
    }

    /** What nobody has begun to read has no metric: then the store's own offset must do. */
    private void unseen(Set<Integer> partitions, Set<TopicPartition> seen, Map<Integer, Long> behind) {
        streams.allLocalStorePartitionLags()
                .forEach((store, lags) -> lags.forEach((partition, lag) -> {
                    TopicPartition changelog =
                            new TopicPartition(plain(applicationId + "-" + store + "-changelog"), partition);
                    if (partitions.contains(partition) && !seen.contains(changelog)) {
                        behind.merge(partition, lag.offsetLag(), Long::sum);
                    }
                }));
    }

    /** Metrics wrote dots of topics as underscores, and may again. */
    private static String plain(String topic) {
        return topic.replace('.', '_');
    }

    @Override
    public void close() {
        looks.shutdownNow();
        if (admin != null) {
            admin.close(java.time.Duration.ofSeconds(1));
        }
    }
}

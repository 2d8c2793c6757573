package io.menuflow.quickstart;

import io.menuflow.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until the topology has committed everything that is in its inputs now. */
public final class CatchUp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LOOK_AGAIN_MS = 100;

    private final Admin admin;
    private final String group;
    private final List<String> inputs;

    public CatchUp(String bootstrapServers, String group, Topics topics) {
        this.admin =
                Admin.create(Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.group = group;
        this.inputs = List.of(
                topics.restaurants().name(),
                topics.restaurantDays().name(),
                topics.menuItems().name(),
                topics.transactions().name());
    }

    /** Hears how many of how many records are committed. */
    @FunctionalInterface
    public interface Progress {
        void at(long committed, long total);
    }

    /** Returns when it has; throws when {@code failed} is counted down first. */
    public void await(CountDownLatch failed, Progress progress) throws InterruptedException {
        try {
            Map<TopicPartition, Long> ends = ends();
            long total = ends.values().stream().mapToLong(Long::longValue).sum();
            long until = System.nanoTime() + PATIENCE.toNanos();
            for (long committed = 0; committed < total; ) {
                committed = committed(ends);
                progress.at(committed, total);
                if (committed < total && failed.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the topology ended by an error; its log says why");
                }
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the topology did not catch up within " + PATIENCE);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not answer: " + e.getCause(), e);
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(inputs).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> {
            if (end.offset() > 0) {
                ends.put(partition, end.offset());
            }
        });
        return ends;
    }

    /** Of the records before {@code ends}: markers of transactions count as records, as they do in offsets. */
    private long committed(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return offset == null ? 0 : Math.min(offset.offset(), end.getValue());
                })
                .sum();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}

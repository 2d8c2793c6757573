package io.menuflow.bench.crash;

import io.menuflow.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How far an application is with its inputs, and what lies on the broker. Asks again while the broker is down. */
final class Progress implements AutoCloseable {

    private static final Duration REST_WITHIN = Duration.ofHours(1);
    private static final long LOOK_AGAIN_MS = 200;

    private final Admin admin;
    private final List<String> inputs;
    private final String strays;
    private long committed;

    Progress(String bootstrapServers, Topics topics) {
        admin = Admin.create(Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        strays = topics.strays().name();
        inputs = List.of(
                topics.restaurants().name(),
                topics.restaurantDays().name(),
                topics.menuItems().name(),
                topics.transactions().name(),
                strays);
    }

    /** Returns once {@code application} is at most {@code behind} events behind {@code sent}; {@code check} may throw. */
    void keepUp(String application, long sent, long behind, Runnable check) {
        while (sent - committed > behind) {
            check.run();
            committed =
                    get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata()).entrySet().stream()
                            .filter(entry -> !entry.getKey().topic().equals(strays))
                            .mapToLong(entry -> entry.getValue().offset())
                            .sum();
            if (sent - committed > behind) {
                Wait.pause(LOOK_AGAIN_MS);
            }
        }
    }

    /**
     * Returns once {@code application} is at rest: all its input committed, then no touched menu on {@code node} left to
     * score, no closed day to publish and no menu to forecast, then no transaction open. Nothing can start again what is finished in this order.
     */
    void awaitRest(String application, CrashingNode node) {
        Wait.until("the end of the input", REST_WITHIN, () -> {
            node.mustLive();
            Wait.pause(LOOK_AGAIN_MS);
            return isConsumed(application);
        });
        Wait.until("the scoring of every menu", REST_WITHIN, () -> {
            node.mustLive();
            Wait.pause(LOOK_AGAIN_MS);
            return node.metric("menuflow_menus_unscored") == 0;
        });
        Wait.until("the publishing of every closed day", REST_WITHIN, () -> {
            node.mustLive();
            Wait.pause(LOOK_AGAIN_MS);
            return node.metric("menuflow_days_unpublished") == 0;
        });
        Wait.until("forecasts and prices of every menu", REST_WITHIN, () -> {
            node.mustLive();
            Wait.pause(LOOK_AGAIN_MS);
            return node.metric("menuflow_menus_unclosed") == 0;
        });
        Wait.until("the end of every transaction", REST_WITHIN, () -> {
            node.mustLive();
            Wait.pause(LOOK_AGAIN_MS);
            return isClosed();
        });
    }

    private boolean isConsumed(String application) {
        Map<TopicPartition, Long> ends = ends(inputs, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, OffsetAndMetadata> at =
                get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = at.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }

    private boolean isClosed() {
        Set<String> all = topics();
        return ends(all, IsolationLevel.READ_UNCOMMITTED).equals(ends(all, IsolationLevel.READ_COMMITTED));
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions(topics).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic :
                get(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
        }
        return partitions;
    }

    /** Every topic but Kafka's own. */
    private Set<String> topics() {
        Set<String> topics = new TreeSet<>(get(admin.listTopics().names()));
        topics.removeIf(name -> name.startsWith("__"));
        return topics;
    }

    /** Every topic of which only the last value of a key counts. */
    Set<String> compacted() {
        Set<String> compacted = new TreeSet<>();
        for (String topic : topics()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
            var policy = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                compacted.add(topic);
            }
        }
        return compacted;
    }

    /** Bytes on the broker's disk by topic. */
    Map<String, Long> bytes() {
        Map<String, Long> bytes = new HashMap<>();
        int broker = get(admin.describeCluster().nodes()).iterator().next().id();
        get(admin.describeLogDirs(List.of(broker)).allDescriptions()).values().forEach(dirs -> dirs.values()
                .forEach(dir -> dir.replicaInfos()
                        .forEach((partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum))));
        return bytes;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}

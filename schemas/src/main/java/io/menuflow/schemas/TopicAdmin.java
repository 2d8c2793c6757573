package io.menuflow.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and refuses to go on with ones that are set up wrongly. */
public final class TopicAdmin {

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    private final Admin admin;
    private final int partitions;
    private final Optional<Short> replication;

    /**
     * @param partitions the count that all restaurant-keyed topics share, fixed when they are created
     * @param replication copies of each partition; empty for the broker's default
     */
    public TopicAdmin(Admin admin, int partitions, Optional<Short> replication) {
        this.admin = admin;
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * Makes {@code topics} exist with their settings.
     *
     * @throws WrongTopicException naming every topic, setting, value found and value needed
     */
    public void ensure(Collection<Topic<?, ?>> topics) {
        Set<String> existing = new HashSet<>(get(admin.listTopics().names()));
        for (Topic<?, ?> topic : topics) {
            if (!existing.contains(topic.name())) {
                create(topic);
            }
        }
        List<String> wrong = new ArrayList<>();
        List<String> names = topics.stream().<String>map(Topic::name).toList();
        Map<String, TopicDescription> found = describe(names);
        for (Topic<?, ?> topic : topics) {
            checkPartitions(topic, found, wrong);
            checkSettings(topic, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new WrongTopicException(wrong);
        }
        awaitLeaders(found.values());
    }

    /** The partitions {@code topic} has, or {@code otherwise} while it does not exist: a producer takes it as it is. */
    public static int partitions(Admin admin, Topic<?, ?> topic, int otherwise) {
        if (!get(admin.listTopics().names()).contains(topic.name())) {
            return otherwise;
        }
        var described = get(admin.describeTopics(List.of(topic.name())).allTopicNames());
        return requireNonNull(described.get(topic.name())).partitions().size();
    }

    /**
     * Waits until every partition answers. A broker reports a topic as created before its leaders take records: an
     * idempotent producer that is quicker has its first batch refused and its second taken, and never recovers.
     */
    private void awaitLeaders(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (TopicDescription topic : topics) {
            topic.partitions()
                    .forEach(partition ->
                            all.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        get(admin.listOffsets(all).all());
    }

    /** Describes topics; one that was just created is not known to every broker at once. */
    private Map<String, TopicDescription> describe(List<String> names) {
        long until = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > until) {
                    throw new KafkaException("the Kafka cluster did not answer: " + e.getCause(), e);
                }
                pause();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void create(Topic<?, ?> topic) {
        int count = topic.layout() == Topic.Layout.SINGLE ? 1 : partitions;
        NewTopic wanted = new NewTopic(topic.name(), Optional.of(count), replication).configs(topic.settings());
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + topic.name() + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void checkPartitions(Topic<?, ?> topic, Map<String, TopicDescription> found, List<String> wrong) {
        TopicDescription description = found.get(topic.name());
        int count = description == null ? 0 : description.partitions().size();
        if (topic.coPartitioned() && count != partitions) {
            wrong.add(topic.name() + " has " + count + " partitions where menuflow.partitions is " + partitions
                    + " (the count is fixed at creation and the same for all restaurant-keyed topics)");
        }
        if (topic.layout() == Topic.Layout.SINGLE && count != 1) {
            wrong.add(topic.name() + " has " + count + " partitions and needs one");
        }
    }

    private void checkSettings(Topic<?, ?> topic, List<String> wrong) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        topic.settings().forEach((setting, needed) -> {
            var entry = config == null ? null : config.get(setting);
            String value = entry == null ? "unset" : entry.value();
            if (!needed.equals(value)) {
                wrong.add(topic.name() + " has " + setting + "=" + value + " and needs " + needed);
            }
        });
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the Kafka cluster did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted while asking the Kafka cluster", e);
    }
}

package io.menuflow.serving.training;

import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.models.training.Histories;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.tracking.Tracking;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains for the cluster while this node is the one to do so: the one that has the only partition of the training jobs in
 * the consumer group {@code <application-id>-training}. The group is for that alone; jobs are read by all nodes.
 */
public final class TrainingWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrainingWorker.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    private static final Duration GONE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final String group;
    private final Parts parts;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Term term;

    /**
     * What a term works with.
     *
     * @param shelves what is published, by name
     * @param histories reads what the cluster's restaurants sold on closed days
     * @param isPublished whether this node has published the days that have closed
     * @param isWell whether the node is; what one that failed has trained counts as tried, for it may be why
     * @param node this node's instance id
     */
    public record Parts(
            Topics topics,
            Jobs jobs,
            OutlookModels models,
            Supplier<Map<String, Shelf>> shelves,
            ModelSetup setup,
            Supplier<Histories> histories,
            Tracking tracking,
            TrainingSettings settings,
            BooleanSupplier isPublished,
            BooleanSupplier isWell,
            String node,
            Clock clock) {}

    private TrainingWorker(String bootstrapServers, String applicationId, Parts parts) {
        this.bootstrapServers = bootstrapServers;
        this.group = applicationId + "-training";
        this.parts = parts;
        this.partition = new TopicPartition(parts.topics().trainingJobs().name(), 0);
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        // A node that joins leaves the partition, and the training, where it is.
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (int) GONE.toMillis(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = new Thread(this::work, "menuflow-training");
        thread.setDaemon(true);
    }

    /** Joins the group; the node that is to train begins by itself. */
    public static TrainingWorker start(String bootstrapServers, String applicationId, Parts parts) {
        TrainingWorker worker = new TrainingWorker(bootstrapServers, applicationId, parts);
        worker.thread.start();
        return worker;
    }

    private void work() {
        try (consumer) {
            consumer.subscribe(List.of(partition.topic()));
            while (closing.getCount() > 0) {
                step();
            }
            handOver();
        }
    }

    private void step() {
        try {
            consumer.poll(TICK);
            if (!consumer.assignment().contains(partition)) {
                handOver();
            } else if (term == null) {
                term = beginTerm();
            } else {
                term.tick();
            }
        } catch (WakeupException e) {
            log.debug("closing");
        } catch (RuntimeException e) {
            log.warn("this node's term as trainer ended: {}", e.toString());
            log.debug("why", e);
            endTerm();
            pause();
        }
    }

    private Term beginTerm() {
        Producer<byte[], byte[]> producer = producer();
        try {
            producer.initTransactions();
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            return new Term(parts, producer, end);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Ends the term in order: what is being trained is given back, if nobody has begun the next term yet. */
    private void handOver() {
        try {
            if (term != null) {
                term.handOver();
            }
        } catch (RuntimeException e) {
            log.warn("what this node trained could not be given back: {}", e.toString());
        } finally {
            endTerm();
        }
    }

    private void endTerm() {
        if (term != null) {
            term.close();
            term = null;
        }
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        group,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_REQUEST_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void pause() {
        try {
            boolean unused = closing.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(GONE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

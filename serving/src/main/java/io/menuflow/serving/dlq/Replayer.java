package io.menuflow.serving.dlq;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.dlq.LetterValues.Written;
import io.menuflow.topology.arrival.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters back to the topics they came from, with the headers of their senders and one that names the letter.
 * What became of each is noted once Kafka has it: a replay that is cut short may send a letter again, and never forgets
 * one. Sending a check twice changes nothing.
 */
public final class Replayer implements AutoCloseable {

    private static final int UNDER_WAY = 100;

    private final Producer<byte[], byte[]> producer;
    private final String replays;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Deque<Sending> underWay = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private int sent;

    private record Sending(Letter letter, boolean repaired, Future<RecordMetadata> result) {}

    /** A replayer with a producer made from a Kafka client configuration (at least {@code bootstrap.servers}). */
    public Replayer(Map<String, ?> client, Topics topics) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_REQUEST_BYTES);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        replays = topics.replays().name();
    }

    /** Sends a letter as it was: its key, its bytes, its sender's headers. One without a key goes where it stood. */
    public void send(Letter letter) {
        String key = letter.keyText();
        int partition = key == null
                ? Objects.requireNonNull(letter.originPartition())
                : RestaurantPartitioner.partition(key, partitions(letter.topic()));
        send(letter, partition, letter.key(), letter.value(), false);
    }

    /** Sends a repaired value in a letter's place, under the key that the value belongs under. */
    public void send(Letter letter, Written repaired) {
        int partition = RestaurantPartitioner.partition(repaired.key(), partitions(letter.topic()));
        send(letter, partition, utf8(repaired.key()), repaired.bytes(), true);
    }

    private void send(Letter letter, int partition, byte @Nullable [] key, byte @Nullable [] value, boolean repaired) {
        Headers headers = letter.sendersHeaders();
        headers.add(DeadLetter.REPLAYED_FROM, utf8(letter.id().toString()));
        underWay.add(new Sending(
                letter, repaired, producer.send(new ProducerRecord<>(letter.topic(), partition, key, value, headers))));
        if (underWay.size() >= UNDER_WAY) {
            settle();
        }
    }

    /**
     * Waits for what is under way and notes what became of it.
     *
     * @throws InterruptException when it is interrupted
     */
    public void settle() {
        try {
            settleInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void settleInterruptibly() throws InterruptedException {
        List<Future<RecordMetadata>> notes = new ArrayList<>();
        while (!underWay.isEmpty()) {
            Sending sending = underWay.remove();
            String id = sending.letter().id().toString();
            try {
                RecordMetadata at = sending.result().get();
                sent++;
                notes.add(producer.send(
                        new ProducerRecord<>(replays, utf8(id), utf8(Replays.note(at, sending.repaired())))));
            } catch (ExecutionException e) {
                failures.add(id + ": " + e.getCause());
            }
        }
        for (Future<RecordMetadata> note : notes) {
            try {
                note.get();
            } catch (ExecutionException e) {
                throw new KafkaException("what was sent could not be noted; sending it again is safe", e.getCause());
            }
        }
    }

    /** Letters that Kafka has again. */
    public int sent() {
        return sent;
    }

    /** Letters that Kafka did not take, each with the reason. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private int partitions(String topic) {
        return partitions.computeIfAbsent(
                topic, name -> producer.partitionsFor(name).size());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.menuflow.serving.dlq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Which dead letters were sent again: when, where to, and whether they were repaired. Read once. */
public final class Replays {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Replay>> byLetter = new HashMap<>();

    /**
     * One sending.
     *
     * @param at when
     * @param partition where it was appended to the topic it came from
     * @param offset its offset there
     * @param repaired whether its value was another
     */
    public record Replay(Instant at, String topic, int partition, long offset, boolean repaired) {}

    /** What is noted of a letter that now stands {@code at} a place. */
    static String note(RecordMetadata at, boolean repaired) {
        return JSON.createObjectNode()
                .put("topic", at.topic())
                .put("partition", at.partition())
                .put("offset", at.offset())
                .put("repaired", repaired)
                .toString();
    }

    /** Nothing was sent again. */
    public static Replays none() {
        return new Replays();
    }

    /** Reads what {@code reader}'s topic tells. */
    public static Replays read(LetterReader reader) {
        Replays replays = new Replays();
        reader.readAll(replays::add);
        return replays;
    }

    /** When a letter was sent again, oldest first. */
    public List<Replay> of(LetterId id) {
        return byLetter.getOrDefault(id.toString(), List.of());
    }

    /** Whether a letter was never sent again. */
    public boolean isOpen(LetterId id) {
        return !byLetter.containsKey(id.toString());
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            JsonNode json = JSON.readTree(new String(record.value(), StandardCharsets.UTF_8));
            byLetter.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), id -> new ArrayList<>())
                    .add(new Replay(
                            Instant.ofEpochMilli(record.timestamp()),
                            json.path("topic").asText(),
                            json.path("partition").asInt(),
                            json.path("offset").asLong(),
                            json.path("repaired").asBoolean()));
        } catch (JsonProcessingException e) {
            // Not one of ours: it tells of no letter.
            return;
        }
    }
}

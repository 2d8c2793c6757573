package io.menuflow.serving.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessIdTest {

    private static final String FILE = "kafka-streams-process-metadata";

    @TempDir
    Path before;

    @TempDir
    Path after;

    @Test
    void shouldBeTheSame_whenTheDiskWasLost() throws IOException {
        ProcessId.keep(before, "menuflow", "node-1");
        ProcessId.keep(after, "menuflow", "node-1");

        assertThat(Files.readString(file(after))).isEqualTo(Files.readString(file(before)));
    }

    @Test
    void shouldBeAnother_whenTheNodeIsAnother() throws IOException {
        ProcessId.keep(before, "menuflow", "node-1");
        ProcessId.keep(after, "menuflow", "node-2");

        assertThat(Files.readString(file(after))).isNotEqualTo(Files.readString(file(before)));
    }

    @Test
    void shouldBeItsOwn_whenTheDiskWasAnotherNodes() throws IOException {
        ProcessId.keep(before, "menuflow", "node-1");
        ProcessId.keep(before, "menuflow", "node-a");
        ProcessId.keep(after, "menuflow", "node-a");

        assertThat(Files.readString(file(before))).isEqualTo(Files.readString(file(after)));
    }

    @Test
    void shouldBeTheOneKafkaStreamsTakes() throws IOException {
        ProcessId.keep(before, "menuflow", "node-1");
        String kept = Files.readString(file(before));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "menuflow");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, before.toString());
        StreamsBuilder topology = new StreamsBuilder();
        topology.table("topic", Materialized.as("store"));

        try (KafkaStreams streams = new KafkaStreams(topology.build(), properties)) {
            assertThat(streams.metrics().keySet())
                    .as("the client is named by its process")
                    .anyMatch(name -> name.tags().getOrDefault("client-id", "").contains(kept.substring(14, 50)));
        }
        assertThat(Files.readString(file(before))).isEqualTo(kept);
    }

    private static Path file(Path stateDir) {
        return stateDir.resolve("menuflow").resolve(FILE);
    }
}

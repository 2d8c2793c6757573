package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StoreReaderTest {

    @Test
    void shouldSayInPlainWords_thatTheNodeIsStarting() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("any");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "starting");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try (KafkaStreams streams = new KafkaStreams(builder.build(), config)) {
            StoreReader reader = new StoreReader(streams);

            assertThatThrownBy(() -> reader.rows("menu-sales", 3, false).get(new byte[1]))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(
                            "this node is starting or stopping, or the restaurant is moving between nodes: ask again in"
                                    + " a moment");
        }
    }
}

package io.menuflow.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.SchemaRegistry;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaEventSinkTest {

    private static final int PARTITIONS = 12;
    private final Topics topics = new Topics(new OneRegistry());
    private final MockProducer<byte[], byte[]> producer = producer(false);
    private final KafkaEventSink sink = new KafkaEventSink(producer, topics);

    @Test
    void shouldPutEverythingOfARestaurantIntoItsPartition_whenSent() {
        sink.restaurant(restaurant());
        sink.item(item());
        sink.check(Checks.full());

        int home = RestaurantPartitioner.partition("soho", PARTITIONS);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("restaurants", "menu-items", "pos-transactions");
        assertThat(producer.history())
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("soho", "soho:Tea: black", "soho");
        assertThat(producer.history()).extracting(ProducerRecord::partition).containsOnly(home);
    }

    @Test
    void shouldWriteTheTopicsFormat_whenSent() {
        sink.check(Checks.full());

        byte[] value = producer.history().get(0).value();
        Transaction read = topics.transactions().valueSerde().deserializer().deserialize("pos-transactions", value);
        // Avro's own equals cannot compare decimals in unions inside an array that was decoded.
        assertThat(read).hasToString(CheckAvro.toAvro(Checks.full()).toString());
    }

    @Test
    void shouldCountWhatIsAcknowledged_whenSent() {
        sink.check(Checks.full());
        sink.check(Checks.full());
        producer.completeNext();

        assertThat(sink.sent()).isEqualTo(1);
    }

    @Test
    void shouldFinishWhatIsUnderWayAndStayInterrupted_whenClosedByAnInterruptedThread() {
        AtomicBoolean gaveUp = new AtomicBoolean();
        MockProducer<byte[], byte[]> closing =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public void close() {
                        gaveUp.set(Thread.currentThread().isInterrupted());
                    }
                };
        Thread.currentThread().interrupt();

        new KafkaEventSink(closing, topics).close();

        assertThat(gaveUp).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldFailTheNextCallAndTheFlushWithTheFirstError_whenAnEventIsLost() {
        sink.check(Checks.full());
        sink.restaurant(restaurant());
        producer.errorNext(new TimeoutException("broker gone"));
        producer.errorNext(new TimeoutException("still gone"));

        assertThatThrownBy(() -> sink.check(Checks.full()))
                .isInstanceOf(KafkaException.class)
                .hasMessage("an event of soho did not reach pos-transactions: broker gone");
        assertThatThrownBy(sink::flush).hasMessageContaining("broker gone");
        assertThat(producer.history()).hasSize(2);
        assertThatCode(sink::close).doesNotThrowAnyException();
    }

    @Test
    void shouldTellTheFailureAtTheLatestWhenClosed_whenNobodyFlushed() {
        sink.check(Checks.full());
        producer.errorNext(new TimeoutException("broker gone"));

        assertThatThrownBy(sink::close).hasMessageContaining("broker gone");
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void shouldKeepWhatDurabilityNeeds_whenTheConfigurationSaysOtherwise() {
        Map<String, Object> config = KafkaEventSink.producerConfig(
                Map.of(ProducerConfig.ACKS_CONFIG, "0", ProducerConfig.LINGER_MS_CONFIG, 3));

        assertThat(config)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 3);
    }

    private static Restaurant restaurant() {
        return Restaurant.newBuilder()
                .setRestaurantId("soho")
                .setName("Soho")
                .setCurrency("GBP")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone("UTC")
                        .build()))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static MenuItem item() {
        return MenuItem.newBuilder()
                .setRestaurantId("soho")
                .setItemId("Tea: black")
                .setName("Tea")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private MockProducer<byte[], byte[]> producer(boolean autoComplete) {
        Node node = new Node(0, "localhost", 1);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (var topic : topics.all()) {
            IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new PartitionInfo(topic.name(), p, node, new Node[] {node}, new Node[] {node}))
                    .forEach(partitions::add);
        }
        Cluster cluster = new Cluster("test", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
        return new MockProducer<>(cluster, autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Knows every schema by its place. */
    private static final class OneRegistry implements SchemaRegistry {

        private final List<Schema> schemas = new ArrayList<>();

        @Override
        public int register(String subject, Schema schema) {
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            return schemas.indexOf(schema);
        }

        @Override
        public Schema byId(int id) {
            return schemas.get(id);
        }
    }
}

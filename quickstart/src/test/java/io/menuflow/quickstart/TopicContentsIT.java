package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.PublishedCatalogue;
import io.menuflow.connectors.TopicContents;
import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics read to their ends, over whatever a broker keeps between records. */
@Timeout(60)
class TopicContentsIT {

    private static final int WRITTEN = 4;
    private static final int ONLY_ABORTED = 4;
    private static final int PARTITIONS = 6; // the last one stays empty

    @TempDir
    static Path dir;

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster(dir);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldHandOnWhatWasCommitted_andEnd_whateverWasAbortedBetween() throws Exception {
        create("mixed");
        Random random = new Random(11);
        Map<String, List<String>> expected = new TreeMap<>();
        try (KafkaProducer<String, byte[]> producer = transactional("mixed")) {
            for (int transaction = 0; transaction < 30; transaction++) {
                boolean commit = transaction < 28 && random.nextInt(3) > 0; // the last two leave aborted records behind
                producer.beginTransaction();
                for (int i = 1 + random.nextInt(40); i > 0; i--) {
                    int number = random.nextInt(WRITTEN * 5);
                    String value = random.nextInt(6) == 0 ? null : transaction + "/" + i;
                    send(producer, "mixed", number % WRITTEN, "key-" + number, value);
                    if (commit) {
                        expected.computeIfAbsent("key-" + number, added -> new ArrayList<>())
                                .add(String.valueOf(value));
                    } else {
                        send(producer, "mixed", ONLY_ABORTED, "never", value);
                    }
                }
                send(producer, "mixed", 0, null, "without a key");
                end(producer, commit);
            }
        }

        assertThat(read("mixed")).isEqualTo(expected).hasSizeGreaterThan(10);
    }

    @Test
    void shouldEndBeforeATransactionThatIsOpen_andHaveAllOnceItIsEnded() throws Exception {
        create("open");
        cluster.send("open", 0, "a", bytes("before"));
        try (KafkaProducer<String, byte[]> producer = transactional("open")) {
            producer.beginTransaction();
            send(producer, "open", 0, "a", "within");
            producer.flush();
            cluster.send("open", 0, "a", bytes("behind"));
            cluster.send("open", 1, "b", bytes("beside"));

            assertThat(read("open")).isEqualTo(Map.of("a", List.of("before"), "b", List.of("beside")));
            producer.commitTransaction();
        }

        assertThat(read("open")).isEqualTo(Map.of("a", List.of("before", "within", "behind"), "b", List.of("beside")));
    }

    @Test
    void shouldHaveWhatIsLeft_whenTheBeginningWasDeleted() throws Exception {
        create("deleted");
        for (int i = 0; i < 10; i++) {
            cluster.send("deleted", 0, "gone", bytes("" + i));
            cluster.send("deleted", 1, "half", bytes("" + i));
        }
        try (Admin admin = KafkaCluster.admin(cluster.bootstrapServers())) {
            admin.deleteRecords(Map.of(
                            new TopicPartition("deleted", 0), RecordsToDelete.beforeOffset(10),
                            new TopicPartition("deleted", 1), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }

        assertThat(read("deleted")).isEqualTo(Map.of("half", List.of("8", "9")));
    }

    @Test
    void shouldKnowTheCatalogueThatWasCommitted() throws Exception {
        Topics topics = cluster.topics();
        cluster.cli().run("models", "list", "--partitions", Integer.toString(Cluster.PARTITIONS));
        PublishedCatalogue empty = PublishedCatalogue.read(client(), topics);
        assertThat(empty.restaurant("kept")).isNull();
        assertThat(empty.hasItem("kept", "soup")).isFalse();

        try (KafkaProducer<String, byte[]> producer = transactional("catalogue")) {
            restaurants(producer, true, "kept", "closed");
            restaurants(producer, false, "never");
            producer.beginTransaction();
            send(producer, topics.restaurants().name(), Cluster.home("closed"), "closed", null);
            send(producer, topics.menuItems().name(), Cluster.home("kept"), "kept:soup", "listed");
            send(producer, topics.menuItems().name(), Cluster.home("kept"), "kept:wine", "listed");
            send(producer, topics.menuItems().name(), Cluster.home("kept"), "kept:wine", null);
            end(producer, true);
            restaurants(producer, false, "kept");
        }

        PublishedCatalogue catalogue = PublishedCatalogue.read(client(), topics);
        assertThat(catalogue.restaurant("kept")).isEqualTo(Cluster.restaurant("kept"));
        assertThat(catalogue.restaurant("closed")).isNull();
        assertThat(catalogue.restaurant("never")).isNull();
        assertThat(catalogue.hasItem("kept", "soup")).isTrue();
        assertThat(catalogue.hasItem("kept", "wine")).isFalse();
    }

    private static void restaurants(KafkaProducer<String, byte[]> producer, boolean commit, String... ids) {
        var topic = cluster.topics().restaurants();
        producer.beginTransaction();
        for (String id : ids) {
            append(producer, topic.name(), Cluster.home(id), id, Cluster.bytes(topic, Cluster.restaurant(id)));
        }
        end(producer, commit);
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = KafkaCluster.admin(cluster.bootstrapServers())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, byte[]> transactional(String id) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, String topic, int partition, String key, String value) {
        append(producer, topic, partition, key, value == null ? null : bytes(value));
    }

    private static void append(
            KafkaProducer<String, byte[]> producer, String topic, int partition, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, partition, key, value)); // or the transaction fails
    }

    private static void end(KafkaProducer<String, byte[]> producer, boolean commit) {
        producer.flush(); // an aborted record stands in the log, too
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static Map<String, List<String>> read(String topic) {
        Map<String, List<String>> contents = new TreeMap<>();
        try (TopicContents reader = new TopicContents(client())) {
            reader.read(topic, (key, value) -> contents.computeIfAbsent(key, added -> new ArrayList<>())
                    .add(value == null ? "null" : new String(value, StandardCharsets.UTF_8)));
        }
        return contents;
    }

    private static Map<String, String> client() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}

package io.menuflow.quickstart;

import static org.awaitility.Awaitility.await;

import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.training.ModelSetup;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Broker and registry, nodes that come and go, and a producer that may send anything anywhere. */
final class Cluster implements AutoCloseable {

    static final int PARTITIONS = 4;
    /** How long a write is waited for: on a busy machine, too, it is answered when it is applied. */
    static final String PATIENCE = "PT20S";

    private final Path dir;
    private final LocalBroker broker;
    private final LocalRegistry registry;
    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final Deque<Node> nodes = new ArrayDeque<>();

    Cluster(Path dir) {
        this.dir = dir;
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        registry = LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), 0));
        topics = new Topics(new HttpSchemaRegistry(registry.url(), null, Duration.ofSeconds(10)));
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        64 << 20,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts a node that keeps its state under {@code state}, with some settings as key, value, key, value. */
    Node start(String state, String... settings) {
        return start(state, ModelSetup.ours(), settings);
    }

    /** The same with features, models and a trainer of its own. */
    Node start(String state, ModelSetup setup, String... settings) {
        String[] all = Stream.concat(
                        Stream.of("tracking.dir", dir.resolve("runs").toString()), Stream.of(settings))
                .toArray(String[]::new);
        NodeConfig config = config(broker.bootstrapServers(), registry.url().toString(), dir.resolve(state), all);
        Node node = Node.start(config, setup);
        nodes.push(node);
        await().atMost(Duration.ofSeconds(60)).until(node::isReady);
        return node;
    }

    /** What a node of a test is told: a free port and no keys, and some settings as key, value, key, value. */
    static NodeConfig config(String bootstrapServers, String registry, Path state, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "menuflow.bootstrap-servers",
                bootstrapServers,
                "menuflow.schema-registry.url",
                registry,
                "menuflow.state-dir",
                state.toString(),
                "menuflow.http.port",
                "0",
                "menuflow.http.open",
                "true",
                "menuflow.partitions",
                Integer.toString(PARTITIONS),
                "menuflow.replication-factor",
                "1",
                "menuflow.http.apply-patience",
                PATIENCE));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("menuflow." + settings[i], settings[i + 1]);
        }
        return NodeConfig.load(Optional.empty(), all);
    }

    static Api api(Node node) {
        return new Api(URI.create("http://127.0.0.1:" + node.port()));
    }

    Cli cli() {
        return new Cli(broker.bootstrapServers(), registry.url().toString());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Topics topics() {
        return topics;
    }

    /** Sets one setting of a topic. */
    void set(String topic, String setting, String value) throws Exception {
        try (Admin admin = KafkaCluster.admin(broker.bootstrapServers())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    /** Sends a check home. */
    RecordMetadata send(Transaction.Builder check) {
        return send(
                topics.transactions().name(),
                home(check.getRestaurantId()),
                check.getRestaurantId(),
                bytes(topics.transactions(), check.build()));
    }

    /** Sends a restaurant home. */
    RecordMetadata send(Restaurant restaurant) {
        String id = restaurant.getRestaurantId();
        return send(topics.restaurants().name(), home(id), id, bytes(topics.restaurants(), restaurant));
    }

    /** Sends anything anywhere; a null key or value is none. */
    RecordMetadata send(String topic, int partition, String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(
                            topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value))
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take a record of " + key, e);
        }
    }

    static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    static int home(String restaurant) {
        return RestaurantPartitioner.partition(restaurant, PARTITIONS);
    }

    static int elsewhere(String restaurant) {
        return (home(restaurant) + 1) % PARTITIONS;
    }

    static Transaction.Builder check(String restaurant, String id, Instant closedAt, TransactionLine... lines) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(id)
                .setRevision(1)
                .setRestaurantId(restaurant)
                .setClosedAt(closedAt)
                .setState(TransactionState.CLOSED)
                .setCurrency("EUR")
                .setLines(List.of(lines));
    }

    static TransactionLine line(String id, String item, String quantity, String price) {
        return TransactionLine.newBuilder()
                .setLineId(id)
                .setItemId(item)
                .setItemName(item)
                .setQuantity(new BigDecimal(quantity).setScale(5))
                .setUnitListPrice(new BigDecimal(price).setScale(4))
                .build();
    }

    static Restaurant restaurant(String id) {
        return Restaurant.newBuilder()
                .setRestaurantId(id)
                .setName(id)
                .setCurrency("EUR")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone("Europe/Rome")
                        .build()))
                .setSettings(MenuSettings.newBuilder().setNewItemDays(0).build())
                .setUpdatedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        nodes.forEach(Node::close);
        registry.close();
        broker.close();
    }
}

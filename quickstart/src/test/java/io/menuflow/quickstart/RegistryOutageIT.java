package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.serving.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that cannot be asked is not the record's fault: the node waits or stops, and counts the record afterwards. */
@Timeout(120)
class RegistryOutageIT {

    private static final String PLACE = "trattoria";
    private static final int PARTITIONS = 2;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path dir;

    private LocalBroker broker;
    private LocalRegistry registry;
    private int registryPort;
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        startRegistry(0);
        registryPort = registry.url().getPort();
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldWaitAndCount_whenTheRegistryIsAwayForAMoment() throws Exception {
        try (Node node = node(LONG)) {
            Api api = open(node);
            byte[] unread = ofANewerProducer("c1");
            registry.close();

            try (BusyRegistry busy = new BusyRegistry(registryPort)) {
                produce(unread);
                assertThat(busy.asked().await(20, TimeUnit.SECONDS)).isTrue();
            }
            startRegistry(registryPort);

            api.awaitOrders(PLACE, 1);
            assertThat(node.failed().getCount()).isEqualTo(1);
            assertNothingSetAside(api);
        }
    }

    @Test
    void shouldStopAndCountLater_whenTheRegistryStaysAway() throws Exception {
        try (Node node = node(SHORT)) {
            open(node);
            byte[] unread = ofANewerProducer("c1");
            registry.close();

            produce(unread);

            assertThat(node.failed().await(30, TimeUnit.SECONDS)).isTrue();
        }
        startRegistry(registryPort);
        try (Node again = node(SHORT)) {
            await().atMost(Duration.ofSeconds(60)).until(again::isReady);
            Api api = api(again);

            api.awaitOrders(PLACE, 1);
            assertNothingSetAside(api);
        }
    }

    @Test
    void shouldRefuseAndTakeItLater_whenTheRegistryIsDownAtTheStart() {
        registry.close();
        try (Node node = node(SHORT)) {
            await().atMost(Duration.ofSeconds(60)).until(node::isReady);
            Api api = api(node);

            Api.Reply reply = api.put("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("detail").asText())
                    .contains("the schema registry at http://127.0.0.1:" + registryPort + " is unreachable")
                    .contains("sending it again is safe");
            startRegistry(registryPort);
            api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        }
    }

    private Api open(Node node) {
        await().atMost(Duration.ofSeconds(60)).until(node::isReady);
        Api api = api(node);
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        return api;
    }

    private static Api api(Node node) {
        return new Api(URI.create("http://127.0.0.1:" + node.port()));
    }

    private static void assertNothingSetAside(Api api) {
        assertThat(api.get("/metrics").text()).doesNotContain("menuflow_dead_letters_total{");
    }

    private Node node(Duration patience) {
        return Node.start(Cluster.config(
                broker.bootstrapServers(),
                "http://127.0.0.1:" + registryPort,
                dir.resolve("state"),
                "schema-registry.patience",
                patience.toString(),
                "partitions",
                Integer.toString(PARTITIONS)));
    }

    private void startRegistry(int port) {
        registry = LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), port));
    }

    private void produce(byte[] value) throws Exception {
        byte[] key = PLACE.getBytes(StandardCharsets.UTF_8);
        int partition = RestaurantPartitioner.partition(PLACE, PARTITIONS);
        producer.send(new ProducerRecord<>("pos-transactions", partition, key, value))
                .get(20, TimeUnit.SECONDS);
    }

    /** A check written with a schema that the node has not met: its id must be asked for. */
    private byte[] ofANewerProducer(String id) throws IOException {
        Schema newer = new Schema.Parser()
                .parse(Transaction.getClassSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"terminal\",\"type\":\"string\",\"default\":\"\"},"));
        int schemaId = new HttpSchemaRegistry(registry.url(), null, SHORT).register("pos-transactions-value", newer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(schemaId).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeString("till 3");
        Schema today = Transaction.getClassSchema();
        new GenericDatumWriter<>(today, SpecificData.getForSchema(today)).write(check(id), encoder);
        return out.toByteArray();
    }

    private static Transaction check(String id) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(id)
                .setRevision(1)
                .setRestaurantId(PLACE)
                .setClosedAt(Instant.parse("2025-03-10T12:00:00Z"))
                .setState(TransactionState.CLOSED)
                .setCurrency("EUR")
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("1")
                        .setItemId("soup")
                        .setItemName("Soup of the day")
                        .setQuantity(new BigDecimal("3.00000"))
                        .setUnitListPrice(new BigDecimal("4.5000"))
                        .build()))
                .build();
    }

    /** Answers everything with 503, and says when it was first asked. */
    private record BusyRegistry(HttpServer server, CountDownLatch asked) implements AutoCloseable {

        BusyRegistry(int port) throws IOException {
            this(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
                    new CountDownLatch(1));
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(503, -1);
                    asked.countDown();
                }
            });
            server.start();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

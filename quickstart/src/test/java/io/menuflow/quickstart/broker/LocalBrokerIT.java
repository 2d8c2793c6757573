package io.menuflow.quickstart.broker;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.menuflow.quickstart.DirectoryInUseException;
import io.menuflow.quickstart.PortInUseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerIT {

    private static final String TOPIC = "till";

    private final Path dir;

    LocalBrokerIT(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void shouldKeepRecordsGroupsAndTransactions_whenStartedAgainOnAnotherPort() throws Exception {
        String cluster;
        String firstAddress;
        try (LocalBroker broker = start()) {
            cluster = broker.clusterId();
            firstAddress = broker.bootstrapServers();
            createTopic(broker);
            produce(broker, "first");
            assertThat(consume(broker, 1)).containsExactly("first");
            produceInTransactions(broker, "committed", "aborted");
        }

        try (LocalBroker broker = start()) {
            produceInTransactions(broker, "after restart", "aborted again");

            assertThat(broker.clusterId()).isEqualTo(cluster);
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:").isNotEqualTo(firstAddress);
            assertThat(consume(broker, 2)).containsExactly("committed", "after restart");
        }
    }

    @Test
    void shouldServeWhatWasAcknowledged_whenThePreviousProcessCrashed() throws Exception {
        Process crashed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingBroker.class.getName(),
                        dir.toString(),
                        TOPIC)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(crashed.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(crashed.exitValue()).isEqualTo(CrashingBroker.DIED);
        } finally {
            crashed.destroyForcibly();
        }

        try (LocalBroker broker = start()) {
            assertThat(consume(broker, 1)).containsExactly("written before the crash");
        }
    }

    @Test
    void shouldUseTheAskedPort_whenItIsFree() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }

        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(dir, free))) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + free);
        }
    }

    @Test
    void shouldNamePortAndOption_whenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = new LocalBroker.Options(dir, taken.getLocalPort());

            assertThatThrownBy(() -> LocalBroker.start(options))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void shouldNameDirectoryAndHolder_whenAnotherBrokerUsesTheDirectory() {
        try (LocalBroker broker = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());

            assertThat(broker.failure().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void shouldSayWhy_whenTheDirectoryHoldsSomethingKafkaCannotRead() throws IOException {
        Files.writeString(dir.resolve("meta.properties"), "version=1\nnode.id=9\ncluster.id=somebody-elses\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(dir.toString())
                .hasMessageContaining("9");

        Files.delete(dir.resolve("meta.properties"));
        try (LocalBroker broker = start()) {
            assertThat(broker.clusterId()).isNotEqualTo("somebody-elses");
        }
    }

    @Test
    void shouldRefuseUnknownTopics_whenNobodyCreatedThem() {
        try (LocalBroker broker = start();
                Admin admin = Admin.create(address(broker))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("typo"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void shouldTellTheCallerAndGoOn_whenKafkaWantsToEndTheProcess() {
        try (LocalBroker broker = start()) {
            assertThatThrownBy(() -> Exit.halt(3, "no log directory left"))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("no log directory left");

            assertThat(broker.failure().toCompletableFuture())
                    .isCompletedWithValueMatching(error -> error.toString().contains("status 3"));
        }
    }

    @Test
    void shouldStopOnceAndQuickly_whenClosedTwiceByAnInterruptedThread() {
        LocalBroker broker = start();
        long begun = System.nanoTime();

        Thread.currentThread().interrupt();
        broker.close();
        broker.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        try (LocalBroker again = start()) {
            assertThat(again.clusterId()).isEqualTo(broker.clusterId());
        }
    }

    private LocalBroker start() {
        return LocalBroker.start(new LocalBroker.Options(dir, 0));
    }

    private static Map<String, Object> address(LocalBroker broker) {
        return Map.of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    }

    private static void createTopic(LocalBroker broker) throws Exception {
        try (Admin admin = Admin.create(address(broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void produce(LocalBroker broker, String value) throws Exception {
        try (var producer = new KafkaProducer<>(address(broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
        }
    }

    private static void produceInTransactions(LocalBroker broker, String committed, String aborted) throws Exception {
        Map<String, Object> settings = new HashMap<>(address(broker));
        settings.put(TRANSACTIONAL_ID_CONFIG, "till-writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", aborted)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", committed)).get();
            producer.commitTransaction();
        }
    }

    /** Reads on from the group's committed offset and commits. */
    private static List<String> consume(LocalBroker broker, int count) {
        Map<String, Object> settings = new HashMap<>(address(broker));
        settings.put(GROUP_ID_CONFIG, "readers");
        settings.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(row -> values.add(row.value()));
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }
}

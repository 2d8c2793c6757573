package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.serving.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node leaves undecided when it dies does not hold up the one that takes over. */
@Timeout(240)
class TakeoverIT {

    /** A session is 10 s; the transaction would be given up after ten minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int TRANSACTION_TIMEOUT_MS = 600_000;

    @TempDir
    Path dir;

    private Cluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldNotWaitForTheTransactionOfANodeThatIsGone() throws Exception {
        cluster = new Cluster(dir);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Node stays = cluster.start("state-1", "instance-id", "node-1", "threads", "1", "standbys", "0");
            Set<String> ofStaying = processes(admin);
            Node goes = cluster.start("state-2", "instance-id", "node-2", "threads", "1", "standbys", "0");
            Api api = Cluster.api(stays);
            await().atMost(PATIENCE).until(() -> active(api, goes).size() > 0);
            await().atMost(PATIENCE).until(() -> processes(admin).size() == 2);
            Set<String> ofGoing = new HashSet<>(processes(admin));
            ofGoing.removeAll(ofStaying);
            int partition = active(api, goes).get(0).path("partition").asInt();
            String changelog = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.endsWith("-changelog"))
                    .findFirst()
                    .orElseThrow();

            try (Producer<byte[], byte[]> left = producer(ofGoing.iterator().next() + "-77")) {
                left.initTransactions();
                left.beginTransaction();
                left.send(new ProducerRecord<>(changelog, partition, new byte[] {1}, new byte[] {1}))
                        .get();
                goes.close();

                await().atMost(PATIENCE)
                        .until(() -> stays.isReady() && active(api, stays).size() == Cluster.PARTITIONS);

                assertThat(api.found("/v1/restaurants").path("missing")).isEmpty();
            }
        }
    }

    /** What precedes the number of a thread in the transactional ids there are. */
    private static Set<String> processes(Admin admin) throws Exception {
        return admin.listTransactions().all().get().stream()
                .map(transaction -> transaction.transactionalId())
                .filter(id -> id.matches(".*-[0-9a-f-]{36}-\\d+"))
                .map(id -> id.replaceFirst("-\\d+$", ""))
                .collect(Collectors.toSet());
    }

    private Producer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_TIMEOUT_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static JsonNode active(Api api, Node node) {
        for (JsonNode instance : api.found("/v1/instances").path("instances")) {
            if (instance.path("address").asText().equals("127.0.0.1:" + node.port())) {
                return instance.path("active");
            }
        }
        return Api.parsed("[]");
    }
}

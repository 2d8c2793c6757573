package io.menuflow.quickstart;

import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.WrongTopicException;
import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker: the missing are created, the wrong are named and left alone. */
@Timeout(60)
class TopicSettingsIT {

    private static final int PARTITIONS = 3;

    private final Topics topics =
            new Topics(new HttpSchemaRegistry(URI.create("http://127.0.0.1:1"), null, Duration.ZERO));

    @TempDir
    Path dir;

    private LocalBroker broker;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        admin = Admin.create(Map.<String, Object>of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close(Duration.ofSeconds(2));
        broker.close();
    }

    @Test
    void shouldCreateEveryTopicWithItsSettings_whenNoneIsThere() throws Exception {
        ensure();
        ensure();

        for (Topic<?, ?> topic : topics.all()) {
            assertThat(described(topic.name()).partitions())
                    .as(topic.name())
                    .hasSize(topic.layout() == Topic.Layout.SINGLE ? 1 : PARTITIONS);
            topic.settings().forEach((setting, value) -> assertThat(setting(topic.name(), setting))
                    .as(topic.name() + " " + setting)
                    .isEqualTo(value));
        }
        assertThat(setting("pos-transactions", TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                .isEqualTo("LogAppendTime");
        assertThat(setting("menuflow-dlq", TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                .isEqualTo("LogAppendTime");
        assertThat(setting("menu-items", TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
    }

    @Test
    void shouldNameTopicSettingAndBothValues_whenTopicsAreSetUpWrongly() throws Exception {
        create("pos-transactions", 5, topics.transactions().settings());
        create("restaurants", PARTITIONS, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete"));
        create("training-jobs", 2, topics.trainingJobs().settings());
        Map<String, String> createTime = new HashMap<>(topics.deadLetters().settings());
        createTime.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        create("menuflow-dlq", PARTITIONS, createTime);

        assertThatThrownBy(this::ensure)
                .isInstanceOf(WrongTopicException.class)
                .hasMessageContaining("pos-transactions has 5 partitions where menuflow.partitions is 3")
                .hasMessageContaining("restaurants has cleanup.policy=delete and needs compact")
                .hasMessageContaining("training-jobs has 2 partitions and needs one")
                .hasMessageContaining("menuflow-dlq has message.timestamp.type=CreateTime and needs LogAppendTime")
                .hasMessageNotContainingAny("menu-items", "item-classifications", "menuflow-strays");

        assertThat(described("pos-transactions").partitions()).hasSize(5);
        assertThat(setting("restaurants", TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("delete");
    }

    @Test
    void shouldAcceptAnyPartitionCount_whenTheTopicIsNotKeyedByRestaurant() throws Exception {
        create("menuflow-dlq", 1, topics.deadLetters().settings());

        ensure();

        assertThat(described("menuflow-dlq").partitions()).hasSize(1);
    }

    @Test
    void shouldNotStartANode_whenATopicIsSetUpWrongly() throws Exception {
        create("pos-transactions", PARTITIONS, Map.of());
        NodeConfig config = Cluster.config(
                broker.bootstrapServers(),
                "http://127.0.0.1:1",
                dir.resolve("state"),
                "partitions",
                Integer.toString(PARTITIONS));

        assertThatThrownBy(() -> Node.start(config).close())
                .isInstanceOf(WrongTopicException.class)
                .hasMessageContaining("pos-transactions has message.timestamp.type=CreateTime and needs LogAppendTime")
                .hasMessageContaining("pos-transactions has retention.ms");
    }

    private void ensure() {
        new TopicAdmin(admin, PARTITIONS, Optional.empty()).ensure(topics.all());
    }

    private void create(String topic, int partitions, Map<String, String> settings) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
                .all()
                .get();
    }

    private TopicDescription described(String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    }

    private String setting(String topic, String setting) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(setting)
                    .value();
        } catch (Exception e) {
            throw new AssertionError("the broker did not tell the settings of " + topic, e);
        }
    }
}

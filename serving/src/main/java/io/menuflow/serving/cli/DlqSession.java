package io.menuflow.serving.cli;

import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.dlq.Letter;
import io.menuflow.serving.dlq.LetterFilter;
import io.menuflow.serving.dlq.LetterId;
import io.menuflow.serving.dlq.LetterReader;
import io.menuflow.serving.dlq.LetterValues;
import io.menuflow.serving.dlq.Replays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The dead letters of a cluster, to be read by one command. Creates no topic. */
final class DlqSession implements AutoCloseable {

    final Topics topics;
    final Map<String, Object> client;
    final LetterReader letters;
    final LetterValues values;
    private final Set<String> existing;

    DlqSession(NodeConfig config) {
        topics = new Topics(config.schemaRegistry());
        client = ClusterOptions.client(config);
        existing = existing(config);
        String dlq = topics.deadLetters().name();
        if (!existing.contains(dlq)) {
            throw new IllegalStateException("there is no topic " + dlq + " at " + config.bootstrapServers());
        }
        letters = new LetterReader(client, dlq);
        values = new LetterValues(topics);
    }

    /** What was sent again so far. */
    Replays replays() {
        String topic = topics.replays().name();
        if (!existing.contains(topic)) {
            return Replays.none();
        }
        try (LetterReader reader = new LetterReader(client, topic)) {
            return Replays.read(reader);
        }
    }

    /** Visits the letters that {@code which} names. */
    void scan(LetterOptions which, Replays replays, Bar bar, Consumer<Letter> visitor) {
        LetterFilter filter = which.filter();
        letters.scan(
                filter.since(),
                letter -> {
                    if (filter.test(letter, values::restaurantOf) && (!which.open || replays.isOpen(letter.id()))) {
                        visitor.accept(letter);
                    }
                },
                bar::at);
    }

    /** Makes the topic in which replays are noted exist: a cluster that is older than it has none. */
    void ensureReplaysTopic(NodeConfig config) {
        if (!existing.contains(topics.replays().name())) {
            try (Admin admin = KafkaCluster.admin(config.bootstrapServers())) {
                new TopicAdmin(admin, config.partitions(), config.replication()).ensure(List.of(topics.replays()));
            }
        }
    }

    private static Set<String> existing(NodeConfig config) {
        try (Admin admin = KafkaCluster.admin(config.bootstrapServers())) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new KafkaException("the Kafka cluster did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the Kafka cluster", e);
        }
    }

    @Override
    public void close() {
        letters.close();
    }

    /** An id on the command line. */
    static final class Id implements ITypeConverter<LetterId> {
        @Override
        public LetterId convert(String value) {
            try {
                return LetterId.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Ids as text, the first few. */
    static String some(List<?> ids) {
        int shown = Math.min(10, ids.size());
        String more = shown == ids.size() ? "" : " and " + (ids.size() - shown) + " more";
        return String.join(
                        ", ",
                        ids.subList(0, shown).stream().map(Object::toString).toList())
                + more;
    }
}

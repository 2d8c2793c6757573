package io.menuflow.quickstart.broker;

import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process of its own that writes one acknowledged record and then dies without a word. */
final class CrashingBroker {

    static final int DIED = 7;

    private CrashingBroker() {}

    public static void main(String[] args) throws Exception {
        @SuppressWarnings("resource") // it is to die open
        LocalBroker broker = LocalBroker.start(new LocalBroker.Options(Path.of(args[0]), 0));
        Map<String, Object> settings = Map.of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(args[1], Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(args[1], "key", "written before the crash"))
                    .get();
            Runtime.getRuntime().halt(DIED);
        }
    }
}

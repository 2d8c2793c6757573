package io.menuflow.serving.models;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.ModelArtefact;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.ModelRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of the topic {@code models}, ready to be sent. */
public final class ModelRecords {

    private ModelRecords() {}

    /** An artefact; throws BadArtefactException when it is too large to be published. */
    public static ProducerRecord<byte[], byte[]> artefact(
            Topic<String, ModelRecord> topic, Artefact artefact, String by, Instant at) throws BadArtefactException {
        Manifest manifest = artefact.manifest();
        ModelRecord record = ModelRecord.newBuilder()
                .setArtefact(ModelArtefact.newBuilder()
                        .setName(manifest.name())
                        .setVersion(manifest.version())
                        .setPublishedAt(at)
                        .setPublishedBy(by)
                        .setContent(ByteBuffer.wrap(artefact.toBytes()))
                        .build())
                .build();
        return record(topic, key(manifest.name(), manifest.version()), record);
    }

    /** The key of a version's record. */
    public static String key(String name, String version) {
        return name + "/" + version;
    }

    /** What takes a record back. */
    public static ProducerRecord<byte[], byte[]> tombstone(Topic<?, ?> topic, String key) {
        return new ProducerRecord<>(topic.name(), 0, key.getBytes(StandardCharsets.UTF_8), null);
    }

    /** A pointer. */
    public static ProducerRecord<byte[], byte[]> pointer(Topic<String, ModelRecord> topic, ModelPointer pointer) {
        return record(
                topic,
                pointer.getName(),
                ModelRecord.newBuilder().setPointer(pointer).build());
    }

    /** Any record of a topic of one partition. */
    public static <V> ProducerRecord<byte[], byte[]> record(Topic<String, V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                0,
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }
}

package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.models.ModelRecords;
import io.menuflow.serving.models.ModelTopic;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Sender;
import io.menuflow.serving.models.Shelf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The models of a cluster as they are when a command begins, and changes to them. */
final class ModelSession implements AutoCloseable {

    private final NodeConfig config;
    private final Topics topics;
    private final ModelTopic models;

    ModelSession(NodeConfig config) {
        this.config = config;
        topics = ClusterOptions.topics(config);
        models = ModelTopic.read(config.bootstrapServers(), topics.models());
    }

    ModelTopic models() {
        return models;
    }

    /** All that is published under a name; throws IllegalStateException naming what there is when that is nothing. */
    Shelf shelf(String name) {
        if (!models.all().containsKey(name)) {
            throw new IllegalStateException("there is no model " + name + " on topic "
                    + topics.models().name() + "; there "
                    + (models.all().isEmpty()
                            ? "is none"
                            : "are " + String.join(", ", models.all().keySet())));
        }
        return models.of(name);
    }

    void publish(Artefact artefact) throws BadArtefactException {
        try (Sender sender = new Sender(config.bootstrapServers())) {
            sender.send(ModelRecords.artefact(topics.models(), artefact, who(), now()));
        }
    }

    void point(ModelPointer pointer) {
        try (Sender sender = new Sender(config.bootstrapServers())) {
            sender.send(ModelRecords.pointer(topics.models(), pointer));
        }
    }

    /** A change made by this command. */
    static Pointers.Change change(String reason) {
        return new Pointers.Change(who(), reason, now());
    }

    private static String who() {
        return "menuflow models";
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        models.close();
    }
}

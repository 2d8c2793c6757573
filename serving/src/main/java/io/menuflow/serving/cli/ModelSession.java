package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
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
import java.util.Optional;

/** The models of a cluster as they are when a command begins, and changes to them. */
final class ModelSession implements AutoCloseable {

    private final NodeConfig config;
    private final Optional<Artefact> packaged;
    private final Topics topics;
    private final ModelTopic models;

    /** A session on a cluster whose nodes come with {@code packaged}. */
    ModelSession(NodeConfig config, Optional<Artefact> packaged) {
        this.config = config;
        this.packaged = packaged;
        topics = ClusterOptions.topics(config);
        models = ModelTopic.read(config.bootstrapServers(), topics.models());
    }

    ModelTopic models() {
        return models;
    }

    /** All that is published under a name; throws IllegalStateException naming what there is when that is nothing. */
    Shelf shelf(String name) {
        Shelf shelf = models.all().get(name);
        if (shelf == null) {
            throw new IllegalStateException("there is no model " + name + " on topic "
                    + topics.models().name() + "; there is "
                    + String.join(", ", models.all().keySet()));
        }
        return shelf;
    }

    /** The model of this name that comes with the program, if there is one. */
    Optional<Manifest> packaged(String name) {
        return packaged.map(Artefact::manifest)
                .filter(manifest -> manifest.name().equals(name));
    }

    /**
     * A published or packaged artefact.
     *
     * @throws BadArtefactException when there is none of this version, or it is damaged; the message says which
     */
    Artefact artefact(String name, String version) throws BadArtefactException {
        Shelf shelf = shelf(name);
        if (!shelf.versions().containsKey(version)
                && packaged(name).filter(own -> own.version().equals(version)).isPresent()) {
            return packaged.orElseThrow();
        }
        return models.artefact(name, version);
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

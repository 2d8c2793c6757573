package io.menuflow.serving.models;

import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.ModelArtefact;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.serving.models.Refusal.Reason;
import io.menuflow.serving.models.Shelf.Published;
import io.menuflow.serving.tail.TopicTail;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The topic {@code models}, read: what is on it, and any artefact of it again. */
public final class ModelTopic implements AutoCloseable {

    private final Shelves shelves;
    private final TopicTail<ModelRecord> tail;

    /**
     * @param unreadable told the name of a model of which a record cannot be read
     * @param changed told when something came while the topic is followed
     */
    ModelTopic(
            String bootstrapServers, Topic<String, ModelRecord> topic, Consumer<String> unreadable, Runnable changed) {
        shelves = new Shelves(unreadable, changed);
        tail = new TopicTail<>(bootstrapServers, topic, shelves);
    }

    /** The topic as it is now; for commands. */
    public static ModelTopic read(String bootstrapServers, Topic<String, ModelRecord> topic) {
        ModelTopic models = new ModelTopic(bootstrapServers, topic, name -> {}, () -> {});
        try {
            models.readToEnd();
            return models;
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    void readToEnd() {
        tail.readToEnd();
    }

    void follow() {
        tail.follow();
    }

    /** All that is published, ascending by name; the outlook is always there, if only packaged. */
    public Map<String, Shelf> all() {
        return shelves.all();
    }

    /** All that is published under a name. */
    public Shelf of(String name) {
        return shelves.of(name);
    }

    /**
     * A published artefact, read again.
     *
     * @throws BadArtefactException when there is none, or it is damaged; the message says which
     */
    public Artefact artefact(String name, String version) throws BadArtefactException {
        try {
            return look(name, version);
        } catch (RefusedModelException e) {
            throw new BadArtefactException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Looks at a published version as a node would before it used it.
     *
     * @param features what the node computes, in order
     * @throws BadArtefactException when it would be refused, saying why
     */
    public void check(String name, String version, List<FeatureRef> features) throws BadArtefactException {
        check(artefact(name, version), features);
    }

    /** The same of an artefact that is not published yet. */
    public static void check(Artefact artefact, List<FeatureRef> features) throws BadArtefactException {
        try {
            switch (artefact.manifest().name()) {
                case DemandModel.NAME -> DemandInForce.load(artefact).close();
                case ModelRegistry.OUTLOOK -> load(artefact, features).close();
                default ->
                    throw new BadArtefactException("nothing is scored by a model named '"
                            + artefact.manifest().name() + "': there are " + ModelRegistry.OUTLOOK + " and "
                            + DemandModel.NAME);
            }
        } catch (RefusedModelException e) {
            throw new BadArtefactException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A published artefact, or why there is none to be used. */
    Artefact look(String name, String version) throws RefusedModelException {
        Shelf shelf = of(name);
        Published published = shelf.versions().get(version);
        if (published == null) {
            String damage = shelf.damaged().get(version);
            if (damage != null) {
                throw new RefusedModelException(Reason.DAMAGED, damage);
            }
            throw new RefusedModelException(Reason.MISSING, missing(shelf, version));
        }
        ModelArtefact record = tail.at(published.offset())
                .map(ModelRecord::getArtefact)
                .orElseThrow(() -> new RefusedModelException(Reason.MISSING, missing(shelf, version)));
        try {
            return Shelves.artefact(record);
        } catch (BadArtefactException e) {
            throw new RefusedModelException(Reason.DAMAGED, String.valueOf(e.getMessage()));
        }
    }

    /** The model of a published artefact, ready to score with {@code features}. */
    OutlookModel load(String name, String version, List<FeatureRef> features) throws RefusedModelException {
        return load(look(name, version), features);
    }

    static OutlookModel load(Artefact artefact, List<FeatureRef> features) throws RefusedModelException {
        if (artefact.manifest().reference().size()
                != artefact.manifest().features().size()) {
            throw new RefusedModelException(
                    Reason.DAMAGED, "its manifest does not tell the distribution of each of its features");
        }
        try {
            return OutlookModel.load(artefact, features);
        } catch (BadArtefactException e) {
            boolean others = !artefact.manifest().features().equals(features);
            throw new RefusedModelException(
                    others ? Reason.OTHER_FEATURES : Reason.NOT_LOADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static String missing(Shelf shelf, String version) {
        return "there is no " + shelf.name() + "/" + version + "; there "
                + (shelf.versions().isEmpty()
                        ? "is none"
                        : "are "
                                + String.join(
                                        ", ",
                                        shelf.versions().keySet().stream()
                                                .sorted()
                                                .toList()));
    }

    @Override
    public void close() {
        tail.close();
    }
}

package io.menuflow.serving.models;

import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.serving.models.Refusal.Reason;
import io.menuflow.serving.models.Shelf.Published;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in force on this node: those the topic {@code models} points to, as far as they can be used. One that cannot
 * is refused and what was in force stays; that is never a reason to stop the node.
 *
 * <p>A model that is replaced is left to the garbage collector, which releases its native memory: somebody may still be
 * scoring with it.
 */
public final class ModelRegistry implements OutlookModels, AutoCloseable {

    /** The model that says where items will be. */
    public static final String OUTLOOK = "outlook";

    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);
    private static final int REFUSALS_KEPT = 20;

    private final ModelTopic topic;
    private final List<FeatureRef> features;
    private final @Nullable OutlookModel packaged;
    private final Consumer<Reason> refused;
    private final Clock clock;
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    /** What was refused since the pointer changed: said once, however many records come. */
    private final Set<Look> looked = new HashSet<>();

    private final DemandInForce demand;
    private volatile InForce inForce;

    /** A version as it was when a pointer named it. */
    private record Look(Instant pointed, String version, String content) {}

    /**
     * Reads the topic to its end, brings in force what it points to, and follows it.
     *
     * @param features what this node computes, in order
     * @param packaged the model in force while the topic points to none
     * @param refused told of every refusal
     */
    public static ModelRegistry start(
            String bootstrapServers,
            Topic<String, ModelRecord> models,
            List<FeatureRef> features,
            Optional<Artefact> packaged,
            Consumer<Reason> refused,
            Clock clock) {
        ModelRegistry registry = new ModelRegistry(bootstrapServers, models, features, packaged, refused, clock);
        try {
            registry.begin();
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private ModelRegistry(
            String bootstrapServers,
            Topic<String, ModelRecord> models,
            List<FeatureRef> features,
            Optional<Artefact> packaged,
            Consumer<Reason> refused,
            Clock clock) {
        this.features = List.copyOf(features);
        this.refused = refused;
        this.clock = clock;
        this.packaged = packaged.flatMap(this::loaded).orElse(null);
        inForce = new InForce(this.packaged, null);
        demand = new DemandInForce(refused);
        topic = new ModelTopic(bootstrapServers, models, name -> refused.accept(Reason.DAMAGED), this::bringInForce);
    }

    private void begin() {
        topic.readToEnd();
        bringInForce();
        stayWithAnEarlierChampion();
        topic.follow();
    }

    @Override
    public InForce inForce() {
        return inForce;
    }

    /** The model of demand in force. */
    public DemandModels demand() {
        return demand;
    }

    /** The model that comes with the program; empty when there is none, or this node refused it. */
    public Optional<OutlookModel> packaged() {
        return Optional.ofNullable(packaged);
    }

    /** What is published. */
    public ModelTopic topic() {
        return topic;
    }

    /** What this node was told to use and does not, newest first. */
    public List<Refusal> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }

    /**
     * Looks at a published version as this node would before it used it.
     *
     * @throws BadArtefactException when it would be refused, saying why
     */
    public void check(String name, String version) throws BadArtefactException {
        topic.check(name, version, features);
    }

    private void bringInForce() {
        demand.follow(topic);
        Shelf shelf = topic.of(OUTLOOK);
        InForce before = inForce;
        OutlookModel champion = shelf.champion().isEmpty()
                ? packaged
                : shelf.champion().flatMap(version -> model(shelf, version)).orElse(before.champion());
        OutlookModel challenger =
                shelf.challenger().flatMap(version -> model(shelf, version)).orElse(null);
        if (champion != before.champion() || challenger != before.challenger()) {
            inForce = new InForce(champion, challenger);
            log.info("models in force: champion {}, challenger {}", named(champion), named(challenger));
        }
    }

    /** A node that starts has no model that could stay: it takes the one that stayed with the others. */
    private void stayWithAnEarlierChampion() {
        Shelf shelf = topic.of(OUTLOOK);
        if (shelf.champion().isEmpty() || inForce.champion() != packaged) {
            return;
        }
        shelf.earlier().stream()
                .flatMap(version -> model(shelf, version).stream())
                .findFirst()
                .ifPresent(earlier -> inForce = new InForce(earlier, inForce.challenger()));
    }

    /** The model of a version: the one in force when it is the same, else loaded; empty when it is refused. */
    private Optional<OutlookModel> model(Shelf shelf, String version) {
        Published published = shelf.versions().get(version);
        Optional<OutlookModel> present = Stream.of(
                        Optional.ofNullable(inForce.champion()), Optional.ofNullable(inForce.challenger()))
                .flatMap(Optional::stream)
                .filter(model ->
                        published != null && model.manifest().equals(published.manifest()) && model != packaged)
                .findFirst();
        return present.isPresent() ? present : loaded(shelf, version, published);
    }

    private Optional<OutlookModel> loaded(Shelf shelf, String version, @Nullable Published published) {
        ModelPointer pointer = shelf.pointer();
        Look look = new Look(
                pointer == null ? Instant.EPOCH : pointer.getChangedAt(),
                version,
                published == null
                        ? String.valueOf(shelf.damaged().get(version))
                        : published.manifest().boosterSha256());
        looked.removeIf(other -> !other.pointed().equals(look.pointed()));
        if (looked.contains(look)) {
            return Optional.empty();
        }
        try {
            return Optional.of(topic.load(OUTLOOK, version, features));
        } catch (RefusedModelException e) {
            looked.add(look);
            refuse(version, e);
            return Optional.empty();
        }
    }

    private Optional<OutlookModel> loaded(Artefact artefact) {
        try {
            return Optional.of(ModelTopic.load(artefact, features));
        } catch (RefusedModelException e) {
            refuse(artefact.manifest().version(), e);
            return Optional.empty();
        }
    }

    private void refuse(String version, RefusedModelException e) {
        log.error("model {}/{} is refused, what was in force stays: {}", OUTLOOK, version, e.getMessage());
        synchronized (refusals) {
            refusals.addFirst(new Refusal(version, e.reason(), String.valueOf(e.getMessage()), clock.instant()));
            if (refusals.size() > REFUSALS_KEPT) {
                refusals.removeLast();
            }
        }
        refused.accept(e.reason());
    }

    private static String named(@Nullable OutlookModel model) {
        return model == null ? "none" : model.manifest().version();
    }

    @Override
    public void close() {
        topic.close();
    }
}

package io.menuflow.serving.models;

import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.demand.PackagedDemandModel;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.models.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of demand in force on this node: the champion that the topic {@code models} points to under {@code demand}, the
 * packaged one while it points to none. One that cannot be used is refused and what was in force stays. A model that is
 * replaced is left to the garbage collector, as those of the outlook are.
 */
final class DemandInForce implements DemandModels {

    private static final Logger log = LoggerFactory.getLogger(DemandInForce.class);

    private final @Nullable DemandModel packaged;
    private final Consumer<Reason> refused;
    private @Nullable Object seen;
    private volatile @Nullable DemandModel inForce;

    /** What a pointer named when it was looked at: looked at once, however many records come. */
    private record Look(@Nullable ModelPointer pointer, @Nullable String content) {}

    DemandInForce(Consumer<Reason> refused) {
        this.refused = refused;
        packaged = packaged();
        inForce = packaged;
    }

    private static @Nullable DemandModel packaged() {
        try {
            return DemandModel.load(PackagedDemandModel.artefact());
        } catch (BadArtefactException e) {
            log.error("the packaged model of demand cannot be used, baselines forecast: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public @Nullable DemandModel inForce() {
        return inForce;
    }

    /** Brings in force what the topic points to. */
    void follow(ModelTopic topic) {
        Shelf shelf = topic.of(DemandModel.NAME);
        String champion = shelf.champion().orElse(null);
        Look look = new Look(shelf.pointer(), champion == null ? null : content(shelf, champion));
        if (look.equals(seen)) {
            return;
        }
        boolean starts = seen == null;
        seen = look;
        if (champion == null) {
            inForce = packaged;
            return;
        }
        List<String> wanted = new ArrayList<>(List.of(champion));
        if (starts) { // there is none that could stay: one takes the one that stayed with the others
            wanted.addAll(shelf.earlier());
        }
        for (String version : wanted) {
            Optional<DemandModel> model = loaded(topic, version);
            if (model.isPresent()) {
                inForce = model.get();
                log.info("model of demand in force: {}", version);
                return;
            }
        }
    }

    private static String content(Shelf shelf, String version) {
        Shelf.Published published = shelf.versions().get(version);
        return published == null
                ? Objects.toString(shelf.damaged().get(version))
                : published.manifest().boosterSha256();
    }

    private Optional<DemandModel> loaded(ModelTopic topic, String version) {
        try {
            return Optional.of(load(topic.look(DemandModel.NAME, version)));
        } catch (RefusedModelException e) {
            log.error("model {}/{} is refused, what was in force stays: {}", DemandModel.NAME, version, e.getMessage());
            refused.accept(e.reason());
            return Optional.empty();
        }
    }

    /** The model of an artefact, as a node would load it before it used it. */
    static DemandModel load(Artefact artefact) throws RefusedModelException {
        try {
            return DemandModel.load(artefact);
        } catch (BadArtefactException e) {
            throw new RefusedModelException(Reason.NOT_LOADABLE, String.valueOf(e.getMessage()));
        }
    }
}

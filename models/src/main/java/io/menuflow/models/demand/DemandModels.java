package io.menuflow.models.demand;

import org.jspecify.annotations.Nullable;

/** Where a forecaster finds the model in force; asked once for each day close, so that no menu is forecast by two. */
@FunctionalInterface
public interface DemandModels {

    /** No model: baselines are served. */
    DemandModels NONE = () -> null;

    /** The model in force now, null when there is none. */
    @Nullable DemandModel inForce();
}

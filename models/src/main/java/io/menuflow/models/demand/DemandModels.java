package io.menuflow.models.demand;

import org.jspecify.annotations.Nullable;

/** Where a forecaster finds the model in force; asked once for each menu, so that no menu is forecast by two. */
@FunctionalInterface
public interface DemandModels {

    /** No model: baselines forecast. */
    DemandModels NONE = () -> null;

    /** The model in force now, null when there is none. */
    @Nullable DemandModel inForce();
}

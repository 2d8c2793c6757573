package io.menuflow.models.outlook;

import org.jspecify.annotations.Nullable;

/** Where a scorer finds the models in force; asked once for each menu, so that no menu is scored by two. */
@FunctionalInterface
public interface OutlookModels {

    /** The models in force now. */
    InForce inForce();

    /**
     * Models at one moment.
     *
     * @param champion whose outlook is answered, null when there is none: then calibrated persistence has none either
     * @param challenger scored beside it, in shadow, and never answered; null when there is none
     */
    record InForce(@Nullable OutlookModel champion, @Nullable OutlookModel challenger) {

        /** No model. */
        public static final InForce NONE = new InForce(null, null);
    }
}

package io.menuflow.models.outlook;

import io.menuflow.models.features.FeatureTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of one menu are heading, all by the same model and of the same day close.
 *
 * @param model what gave {@code byModel} and the baseline
 * @param features the rows that were scored; its items are those of the outlook, in this order
 * @param byModel probabilities of {@link Persistence#CLASSES}, a row an item
 * @param byBaseline the same of calibrated persistence
 * @param byChallenger the same of the challenger in shadow, null when there is none
 * @param backTest how both did on this restaurant
 * @param served whose outlook is the answer for this restaurant
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MenuOutlook(
        Manifest model,
        FeatureTable features,
        float[][] byModel,
        float[][] byBaseline,
        float @Nullable [] @Nullable [] byChallenger,
        BackTest backTest,
        Served served) {

    /** Whose outlook is the answer. */
    public enum Served {
        MODEL,
        BASELINE
    }

    /** The outlooks that are the answer, a row an item. */
    public float[][] answer() {
        return served == Served.MODEL ? byModel : byBaseline;
    }

    /** The ids of its items, in order. */
    public List<String> itemIds() {
        return features.items().stream().map(item -> item.item().itemId()).toList();
    }
}

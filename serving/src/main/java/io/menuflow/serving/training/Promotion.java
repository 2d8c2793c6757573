package io.menuflow.serving.training;

import io.menuflow.serving.training.Trainer.Trained;

/**
 * Whether a trained model becomes the champion, and why: only when it is better than calibrated persistence, and, where
 * that was compared, than the champion.
 *
 * @param verdict in words
 */
record Promotion(boolean promoted, String verdict) {

    static Promotion of(Trained trained) {
        if (!trained.artefact().manifest().better()) {
            return new Promotion(false, "not promoted: on test data it is not better than calibrated persistence");
        }
        return trained.betterThanChampion()
                .map(better -> better
                        ? new Promotion(true, "promoted: better than calibrated persistence and than the champion")
                        : new Promotion(false, "not promoted: it is not better than the champion"))
                .orElse(new Promotion(
                        true, "promoted: better than calibrated persistence; there was no champion to compare with"));
    }
}

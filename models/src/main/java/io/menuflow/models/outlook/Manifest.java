package io.menuflow.models.outlook;

import io.menuflow.models.menu.Quadrant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is, needs and comes from.
 *
 * @param name what it predicts, {@code outlook} or {@code demand}
 * @param version of this name, unique; letters, digits, dot, dash and underscore, at most 64
 * @param origin what its data were
 * @param features what it reads, in this order
 * @param classes what its probabilities are of, in this order; none when it gives no probabilities
 * @param baseline calibrated persistence, from the same training data; null when that is not its baseline
 * @param reference how each feature was distributed in training, in the order of {@code features}
 * @param trainedUntil last business day (since 1970-01-01) that any label in its training or choice saw
 * @param better whether on test data, by time after all training, its log-loss was below the baseline's with the whole
 *     95 % interval of the difference
 * @param parameters it was trained with
 * @param metrics of the test, by name
 * @param provenance where it is from: data, their hash, days, code version, command
 * @param boosterSha256 of the model's bytes, in hexadecimal
 */
public record Manifest(
        String name,
        String version,
        Instant createdAt,
        Origin origin,
        List<FeatureRef> features,
        List<Quadrant> classes,
        @Nullable Persistence baseline,
        List<Reference> reference,
        int trainedUntil,
        boolean better,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        Map<String, String> provenance,
        String boosterSha256) {

    /** What the training data were. */
    public enum Origin {
        /** Invented restaurants of the simulator. */
        SIMULATED,
        /** This cluster's own restaurants. */
        CLUSTER,
        /** A file of somebody's checks. */
        FILE
    }

    /**
     * A feature as a model knows it.
     *
     * @param unit what its numbers count
     * @param windowDays business days it looks back on; 0 when it is no sum over days
     */
    public record FeatureRef(String name, String unit, int windowDays) {}

    /**
     * A feature's distribution in training: shares of values up to and including each cut, between two cuts, above the
     * last, and missing; one share more than cuts, and one for missing at the end.
     */
    public record Reference(List<Double> cuts, List<Double> shares) {
        public Reference {
            cuts = List.copyOf(cuts);
            shares = List.copyOf(shares);
            if (shares.size() != cuts.size() + 2) {
                throw new IllegalArgumentException(
                        shares.size() + " shares do not fit " + cuts.size() + " cuts of a reference");
            }
        }
    }

    public Manifest {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        reference = List.copyOf(reference);
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
        provenance = Map.copyOf(provenance);
    }

    /** The same, after its test. */
    public Manifest judged(boolean nowBetter, Map<String, Double> allMetrics) {
        return new Manifest(
                name,
                version,
                createdAt,
                origin,
                features,
                classes,
                baseline,
                reference,
                trainedUntil,
                nowBetter,
                parameters,
                allMetrics,
                provenance,
                boosterSha256);
    }
}

package io.menuflow.serving.models;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.topology.StageObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How the champion fares on this node's restaurants: whether what it reads still looks as in its training, and how well
 * what it said came true. Counts what concerns the version in force and forgets a partition that leaves.
 */
public final class ModelWatch implements StageObserver {

    /** From here on a feature has moved so far that a model should be trained again. */
    public static final double MOVED = 0.2;
    /** Fewer items say nothing of a distribution: with 11 bins as many would move by 0.02 by chance alone. */
    static final int LEAST_ROWS = 500;
    /** Fewer items say nothing of a loss. */
    static final int LEAST_REALISED = 200;

    private final OutlookModels models;
    private final Map<Integer, Map<String, Restaurant>> partitions = new ConcurrentHashMap<>();
    private volatile @Nullable Yardstick yardstick;

    /** A champion and its bins. */
    private record Yardstick(OutlookModel model, Drift drift) {
        Manifest manifest() {
            return model.manifest();
        }
    }

    /** What is known of a restaurant: its menu's bins as last scored, and all that was realised, both of one version. */
    private static final class Restaurant {
        private final String version;
        private final int rows;
        private final int[] counts;
        private final RealisedLoss loss;

        Restaurant(String version, int rows, int[] counts, RealisedLoss loss) {
            this.version = version;
            this.rows = rows;
            this.counts = counts;
            this.loss = loss;
        }
    }

    /**
     * How the champion fares.
     *
     * @param version the champion
     * @param rows items scored now
     * @param psi by feature, in the model's order; NaN when there are too few rows
     * @param loss sums over items whose window closed since the version came in force or the node started
     */
    public record Figures(String version, long rows, Map<String, Double> psi, RealisedLoss loss) {

        /** Nothing to watch. */
        static final Figures NONE = new Figures("", 0, Map.of(), RealisedLoss.NONE);

        /** Mean log-loss of the model; NaN when too few items' windows closed. */
        public double modelLoss() {
            return mean(loss.model(), loss.items());
        }

        /** Mean log-loss of calibrated persistence over the same items. */
        public double baselineLoss() {
            return mean(loss.baseline(), loss.items());
        }

        /** Mean log-loss of the challenger. */
        public double challengerLoss() {
            return mean(loss.challenger(), loss.challengerItems());
        }

        private static double mean(double sum, long items) {
            return items < LEAST_REALISED ? Double.NaN : sum / items;
        }

        /** The figures in words, each a sentence. */
        public List<String> words() {
            List<String> words = new ArrayList<>();
            words.add(
                    rows < LEAST_ROWS
                            ? "features: " + rows + " items are scored, fewer than the " + LEAST_ROWS
                                    + " that tell a distribution"
                            : moved());
            if (Double.isNaN(modelLoss())) {
                words.add("log-loss: the windows of " + loss.items() + " items closed, fewer than the " + LEAST_REALISED
                        + " that tell a mean");
            } else {
                words.add(String.format(
                        Locale.ROOT,
                        "log-loss: %.4f over %d items, %s calibrated persistence with %.4f",
                        modelLoss(),
                        loss.items(),
                        modelLoss() > baselineLoss() ? "WORSE than" : "not worse than",
                        baselineLoss()));
            }
            return words;
        }

        private String moved() {
            List<String> far = psi.entrySet().stream()
                    .filter(feature -> feature.getValue() > MOVED)
                    .map(feature -> String.format(Locale.ROOT, "%s %.2f", feature.getKey(), feature.getValue()))
                    .toList();
            return far.isEmpty()
                    ? "features: distributed as in training, none has moved by more than " + MOVED
                    : "features: MOVED from training by more than " + MOVED + ": " + String.join(", ", far);
        }
    }

    /** Watches the champion of {@code models}. */
    public ModelWatch(OutlookModels models) {
        this.models = models;
    }

    @Override
    public void outlookScored(int partition, String restaurant, String version, float[] rows, int count) {
        Yardstick now = yardstick();
        if (now == null || !now.manifest().version().equals(version)) {
            return; // it was swapped meanwhile; the menu is scored again
        }
        int[] counts = now.drift().counts(rows, count);
        partition(partition)
                .compute(restaurant, (id, known) -> new Restaurant(version, count, counts, lossOf(known, version)));
    }

    @Override
    public void outlookRealised(int partition, String restaurant, String version, RealisedLoss loss) {
        partition(partition)
                .compute(
                        restaurant,
                        (id, known) -> known != null && known.version.equals(version)
                                ? new Restaurant(version, known.rows, known.counts, known.loss.plus(loss))
                                : new Restaurant(version, 0, new int[0], loss));
    }

    @Override
    public void left(int partition) {
        partitions.remove(partition);
    }

    /** The figures as of now. */
    public Figures figures() {
        Yardstick now = yardstick();
        if (now == null) {
            return Figures.NONE;
        }
        String version = now.manifest().version();
        long rows = 0;
        long[] counts = new long[now.drift().bins()];
        RealisedLoss loss = RealisedLoss.NONE;
        for (Map<String, Restaurant> restaurants : partitions.values()) {
            for (Restaurant restaurant : restaurants.values()) {
                if (restaurant.version.equals(version)) {
                    rows += restaurant.rows;
                    loss = loss.plus(restaurant.loss);
                    for (int i = 0; i < restaurant.counts.length; i++) {
                        counts[i] += restaurant.counts[i];
                    }
                }
            }
        }
        return new Figures(version, rows, indexes(now, rows, counts), loss);
    }

    private static Map<String, Double> indexes(Yardstick now, long rows, long[] counts) {
        Map<String, Double> psi = new LinkedHashMap<>();
        for (int i = 0; i < now.manifest().reference().size(); i++) {
            psi.put(
                    now.manifest().features().get(i).name(),
                    rows < LEAST_ROWS ? Double.NaN : now.drift().index(i, counts));
        }
        return psi;
    }

    private @Nullable Yardstick yardstick() {
        OutlookModel champion = models.inForce().champion();
        Yardstick known = yardstick;
        if (champion == null) {
            return null;
        }
        if (known == null || known.model() != champion) {
            known = new Yardstick(champion, new Drift(champion.manifest()));
            yardstick = known;
        }
        return known;
    }

    private Map<String, Restaurant> partition(int partition) {
        return partitions.computeIfAbsent(partition, added -> new ConcurrentHashMap<>());
    }

    private static RealisedLoss lossOf(@Nullable Restaurant known, String version) {
        return known != null && known.version.equals(version) ? known.loss : RealisedLoss.NONE;
    }
}

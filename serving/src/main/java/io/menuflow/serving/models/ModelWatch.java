package io.menuflow.serving.models;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.MenuOutlook;
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
 * outlooks whose windows have closed came true. Each restaurant counts once, as it was last scored by the champion.
 */
public final class ModelWatch implements StageObserver {

    /** From here on a feature has moved so far that the model should be trained again. */
    public static final double MOVED = 0.2;
    /** Fewer items do not tell a distribution: by chance alone 10 free bins move by about 10 / items. */
    static final int LEAST_ITEMS = 500;
    /** Fewer labels do not tell a mean. */
    static final int LEAST_LABELS = 200;

    private final OutlookModels models;
    private final Map<Integer, Map<String, Scored>> partitions = new ConcurrentHashMap<>();
    private volatile @Nullable Yardstick yardstick;

    /** A champion and its bins. */
    private record Yardstick(OutlookModel model, Drift drift) {
        String version() {
            return model.manifest().version();
        }
    }

    /** What is known of a restaurant: its items' bins, and its back-test. */
    private static final class Scored {
        private final String version;
        private final int items;
        private final int[] counts;
        private final BackTest backTest;

        Scored(String version, int items, int[] counts, BackTest backTest) {
            this.version = version;
            this.items = items;
            this.counts = counts;
            this.backTest = backTest;
        }
    }

    /**
     * How the champion fares.
     *
     * @param items scored by it, as last scored
     * @param psi by feature, in the model's order; NaN when there are too few items
     * @param labels outlooks of the last four weekly day closes whose windows have closed
     * @param modelLoss mean log-loss over them, in nats; NaN when there are too few
     * @param baselineLoss the same of calibrated persistence
     * @param challengerLoss the same of the challenger; NaN when there is none
     */
    public record Figures(
            long items,
            Map<String, Double> psi,
            long labels,
            double modelLoss,
            double baselineLoss,
            double challengerLoss) {

        /** Nothing to watch. */
        static final Figures NONE = new Figures(0, Map.of(), 0, Double.NaN, Double.NaN, Double.NaN);

        /** The figures in words, each a sentence. */
        public List<String> words() {
            List<String> words = new ArrayList<>();
            words.add(items < LEAST_ITEMS ? few("features", items, "items are scored", LEAST_ITEMS) : moved());
            words.add(labels < LEAST_LABELS ? few("log-loss", labels, "outlooks came due", LEAST_LABELS) : compared());
            return words;
        }

        private static String few(String what, long have, String of, int need) {
            return what + ": " + have + " " + of + ", fewer than the " + need + " that tell something";
        }

        private String moved() {
            List<String> far = psi.entrySet().stream()
                    .filter(feature -> feature.getValue() > MOVED)
                    .map(feature -> String.format(Locale.ROOT, "%s %.2f", feature.getKey(), feature.getValue()))
                    .toList();
            return far.isEmpty()
                    ? "features: distributed as in training, none has moved by more than " + MOVED
                    : "features: MOVED by more than " + MOVED + " since training: " + String.join(", ", far);
        }

        private String compared() {
            return String.format(
                    Locale.ROOT,
                    "log-loss: %.4f over %d outlooks that came due, %s than calibrated persistence with %.4f",
                    modelLoss,
                    labels,
                    modelLoss > baselineLoss ? "WORSE" : "no worse",
                    baselineLoss);
        }
    }

    /** Watches the champion of {@code models}. */
    public ModelWatch(OutlookModels models) {
        this.models = models;
    }

    @Override
    public void outlook(int partition, String restaurant, MenuOutlook outlook, long nanos) {
        Yardstick now = yardstick();
        String version = outlook.model().version();
        if (now == null || !now.version().equals(version)) {
            return; // it was swapped meanwhile, and the menu is scored again
        }
        FeatureTable features = outlook.features();
        int[] counts = now.drift().counts(features.values(), features.rows());
        partitions
                .computeIfAbsent(partition, added -> new ConcurrentHashMap<>())
                .put(restaurant, new Scored(version, features.rows(), counts, outlook.backTest()));
    }

    @Override
    public void forgotten(int partition, String restaurant) {
        Map<String, Scored> restaurants = partitions.get(partition);
        if (restaurants != null) {
            restaurants.remove(restaurant);
        }
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
        Sums sums = new Sums(now.drift().bins());
        partitions.values().stream()
                .flatMap(restaurants -> restaurants.values().stream())
                .filter(scored -> scored.version.equals(now.version()))
                .forEach(sums::add);
        return sums.figures(now);
    }

    /** All restaurants together. */
    private static final class Sums {
        private final long[] counts;
        private long items;
        private long labels;
        private double model;
        private double baseline;
        private long challengerLabels;
        private double challenger;

        Sums(int bins) {
            counts = new long[bins];
        }

        void add(Scored scored) {
            items += scored.items;
            for (int i = 0; i < counts.length; i++) {
                counts[i] += scored.counts[i];
            }
            BackTest backTest = scored.backTest;
            if (backTest.labels() > 0) {
                labels += backTest.labels();
                model += backTest.labels() * backTest.modelLogLoss();
                baseline += backTest.labels() * backTest.baselineLogLoss();
                if (!Double.isNaN(backTest.challengerLogLoss())) {
                    challengerLabels += backTest.labels();
                    challenger += backTest.labels() * backTest.challengerLogLoss();
                }
            }
        }

        Figures figures(Yardstick yardstick) {
            Manifest manifest = yardstick.model().manifest();
            Map<String, Double> psi = new LinkedHashMap<>();
            for (int i = 0; i < manifest.features().size(); i++) {
                psi.put(
                        manifest.features().get(i).name(),
                        items < LEAST_ITEMS ? Double.NaN : yardstick.drift().index(i, counts));
            }
            return new Figures(
                    items,
                    psi,
                    labels,
                    mean(model, labels),
                    mean(baseline, labels),
                    mean(challenger, challengerLabels));
        }

        private static double mean(double sum, long labels) {
            return labels < LEAST_LABELS ? Double.NaN : sum / labels;
        }
    }

    private @Nullable Yardstick yardstick() {
        OutlookModel champion = models.inForce().champion();
        if (champion == null) {
            return null;
        }
        Yardstick known = yardstick;
        if (known == null || known.model() != champion) {
            known = new Yardstick(champion, new Drift(champion.manifest()));
            yardstick = known;
        }
        return known;
    }
}

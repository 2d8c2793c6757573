package io.menuflow.models.training;

import io.menuflow.models.outlook.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses parameters by random search over a small space, each trial stopped early, by its loss on the rows to choose by.
 * What is chosen depends on the data and the seed alone, unless time runs out before all trials are done.
 */
final class Search {

    /** Trials of outlooks, the first with the first value of each parameter. */
    private static final int TRIALS = 24;
    /** Rounds times depth of outlooks: a row takes about 2 µs. */
    private static final int SIZE = 200;

    private static final int PATIENCE = 15;

    private static final Map<String, List<Double>> SPACE = space();

    private final Map<String, Object> fixed;
    private final int trials;
    private final int size;
    private final long seed;

    /**
     * A search.
     *
     * @param fixed parameters that all trials have
     * @param trials how many at most
     * @param size rounds times depth: what bounds the time to score a row
     */
    Search(Map<String, Object> fixed, int trials, int size, long seed) {
        this.fixed = Map.copyOf(fixed);
        this.trials = trials;
        this.size = size;
        this.seed = seed;
    }

    /** Of a model of outlooks: its score is the log-loss. */
    static Search ofOutlook(long seed) {
        return new Search(
                Map.of(
                        "objective", "multi:softprob",
                        "num_class", Persistence.CLASSES.size(),
                        "eval_metric", "mlogloss"),
                TRIALS,
                SIZE,
                seed);
    }

    private static Map<String, List<Double>> space() {
        Map<String, List<Double>> space = new LinkedHashMap<>();
        space.put("max_depth", List.of(4.0, 3.0, 5.0, 6.0));
        space.put("eta", List.of(0.15, 0.07, 0.1, 0.25, 0.4));
        space.put("min_child_weight", List.of(10.0, 1.0, 3.0, 30.0, 100.0));
        space.put("subsample", List.of(0.8, 0.5, 0.65, 1.0));
        space.put("colsample_bytree", List.of(0.6, 0.3, 0.45, 0.8, 1.0));
        space.put("lambda", List.of(3.0, 1.0, 10.0, 30.0));
        return space;
    }

    /** The trials within the time, the best first; at least one. */
    List<Trial> trials(Boosting learned, Boosting judged, Duration budget, ProgressListener progress)
            throws InterruptedException {
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> done = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            if (i > 0 && System.nanoTime() - start > budget.toNanos()) {
                break;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted after " + i + " trials");
            }
            Map<String, Double> drawn = draw(i == 0 ? null : random);
            int rounds = (int) (size / drawn.getOrDefault("max_depth", 1.0));
            Boosting.Stopped stopped = learned.growUntilBest(parameters(drawn), rounds, PATIENCE, judged);
            done.add(new Trial(words(drawn), stopped.rounds(), stopped.score()));
            progress.at("trials", i + 1, trials);
        }
        done.sort(Comparator.comparingDouble(Trial::loss));
        return done;
    }

    /** A booster with a trial's parameters and rounds, grown on rows. */
    byte[] grown(Trial trial, Boosting learned) {
        Map<String, Double> chosen = new LinkedHashMap<>();
        SPACE.keySet()
                .forEach(name ->
                        chosen.put(name, Double.parseDouble(trial.parameters().getOrDefault(name, ""))));
        return learned.grown(parameters(chosen), trial.rounds());
    }

    private static Map<String, Double> draw(@Nullable SplittableRandom random) {
        Map<String, Double> drawn = new LinkedHashMap<>();
        SPACE.forEach(
                (name, values) -> drawn.put(name, values.get(random == null ? 0 : random.nextInt(values.size()))));
        return drawn;
    }

    private Map<String, Object> parameters(Map<String, Double> drawn) {
        Map<String, Object> all = new HashMap<>(words(drawn));
        all.putAll(fixed);
        all.put("tree_method", "hist");
        all.put("seed", seed);
        return all;
    }

    private static Map<String, String> words(Map<String, Double> drawn) {
        Map<String, String> words = new LinkedHashMap<>();
        drawn.forEach((name, value) ->
                words.put(name, value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString()));
        return words;
    }
}

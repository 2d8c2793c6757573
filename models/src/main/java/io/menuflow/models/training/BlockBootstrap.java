package io.menuflow.models.training;

import io.menuflow.models.training.Evaluation.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * 95 % intervals by resampling blocks: restaurants are drawn with replacement, and of each drawn one its blocks of four
 * weeks. Rows of a block (items of one menu, and day closes whose labels overlap) stay together: they are not independent.
 */
final class BlockBootstrap {

    /** Weeks of a block: as many as a label looks ahead. */
    static final int WEEKS = 4;

    private static final double TAIL = 0.025;

    private final int[] blockOf;
    private final int blocks;
    private final List<int[]> draws = new ArrayList<>();

    /**
     * Draws resamples of rows.
     *
     * @param replicates how many
     */
    BlockBootstrap(List<Row> rows, int replicates, long seed) {
        int start = rows.stream().mapToInt(Row::week).min().orElse(0);
        Map<String, Map<Integer, Integer>> byRestaurant = new LinkedHashMap<>();
        blockOf = new int[rows.size()];
        int next = 0;
        for (int i = 0; i < blockOf.length; i++) {
            Row row = rows.get(i);
            Map<Integer, Integer> its = byRestaurant.computeIfAbsent(row.restaurant(), id -> new LinkedHashMap<>());
            int span = (row.week() - start) / WEEKS;
            Integer block = its.get(span);
            if (block == null) {
                block = next++;
                its.put(span, block);
            }
            blockOf[i] = block;
        }
        blocks = next;
        draw(
                byRestaurant.values().stream()
                        .map(its -> List.copyOf(its.values()))
                        .toList(),
                replicates,
                new SplittableRandom(seed));
    }

    private void draw(List<List<Integer>> restaurants, int replicates, SplittableRandom random) {
        for (int i = 0; i < replicates; i++) {
            int[] times = new int[blocks];
            for (int j = 0; j < restaurants.size(); j++) {
                List<Integer> its = restaurants.get(random.nextInt(restaurants.size()));
                for (int k = 0; k < its.size(); k++) {
                    times[its.get(random.nextInt(its.size()))]++;
                }
            }
            draws.add(times);
        }
    }

    /** How many blocks there are. */
    int blocks() {
        return blocks;
    }

    /** The sums of each block of some outlooks, a row each, of the rows this was made for. */
    ScoreSums[] sums(List<Row> rows, float[][] probabilities) {
        ScoreSums[] sums = new ScoreSums[blocks];
        Arrays.setAll(sums, i -> new ScoreSums());
        for (int i = 0; i < probabilities.length; i++) {
            sums[blockOf[i]].add(probabilities[i], rows.get(i).label());
        }
        return sums;
    }

    /** The sums of every resample, then those of all rows as they are. */
    List<ScoreSums> resampled(ScoreSums[] ofBlocks) {
        List<ScoreSums> all = new ArrayList<>(draws.size() + 1);
        draws.forEach(times -> all.add(total(ofBlocks, times)));
        int[] once = new int[blocks];
        Arrays.fill(once, 1);
        all.add(total(ofBlocks, once));
        return all;
    }

    private static ScoreSums total(ScoreSums[] ofBlocks, int[] times) {
        ScoreSums total = new ScoreSums();
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                total.add(ofBlocks[i], times[i]);
            }
        }
        return total;
    }

    /** A score with its interval. */
    static Estimate estimate(List<ScoreSums> resampled, ToDoubleFunction<ScoreSums> score) {
        return estimate(resampled.stream().mapToDouble(score).toArray());
    }

    /** How much lower the log-loss of {@code model} is than the {@code other}'s, drawn alike. */
    static Estimate gain(List<ScoreSums> model, List<ScoreSums> other) {
        double[] gains = new double[model.size()];
        Arrays.setAll(gains, i -> other.get(i).logLoss() - model.get(i).logLoss());
        return estimate(gains);
    }

    /** The last value is the score itself, the others are of resamples. */
    private static Estimate estimate(double[] values) {
        double[] sorted = Arrays.copyOf(values, values.length - 1);
        Arrays.sort(sorted);
        return new Estimate(values[values.length - 1], quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    /** Between the two nearest, by distance. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

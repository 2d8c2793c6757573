package io.menuflow.models.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * 95 % intervals by resampling blocks: restaurants are drawn with replacement, and of each drawn one its blocks of weeks.
 * What is in one block stays together, for it is not independent.
 */
final class BlockDraws {

    private static final double TAIL = 0.025;

    private final Map<String, Map<Integer, Integer>> byRestaurant = new LinkedHashMap<>();
    private final List<int[]> draws = new ArrayList<>();
    private final int start;
    private final int weeks;
    private int blocks;

    /**
     * Blocks yet to come.
     *
     * @param start the first week of all
     * @param weeks of a block
     */
    BlockDraws(int start, int weeks) {
        this.start = start;
        this.weeks = weeks;
    }

    /** The block of a restaurant's week, numbered as they come. */
    int block(String restaurant, int week) {
        return byRestaurant
                .computeIfAbsent(restaurant, id -> new LinkedHashMap<>())
                .computeIfAbsent((week - start) / weeks, span -> blocks++);
    }

    /** How many blocks there are. */
    int blocks() {
        return blocks;
    }

    /** Draws, once every block is there. */
    void draw(int replicates, long seed) {
        List<List<Integer>> restaurants = byRestaurant.values().stream()
                .map(its -> List.copyOf(its.values()))
                .toList();
        SplittableRandom random = new SplittableRandom(seed);
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

    /** Sums that can be added so many times. */
    interface Sums<T> {
        void add(T other, int times);
    }

    /** The sums of every resample, then those of all blocks as they are. */
    <T extends Sums<T>> List<T> resampled(List<T> ofBlocks, Supplier<T> none) {
        List<T> all = new ArrayList<>(draws.size() + 1);
        draws.forEach(times -> all.add(total(ofBlocks, times, none.get())));
        int[] once = new int[ofBlocks.size()];
        Arrays.fill(once, 1);
        all.add(total(ofBlocks, once, none.get()));
        return all;
    }

    private static <T extends Sums<T>> T total(List<T> ofBlocks, int[] times, T total) {
        for (int i = 0; i < ofBlocks.size(); i++) {
            if (times[i] > 0) {
                total.add(ofBlocks.get(i), times[i]);
            }
        }
        return total;
    }

    /** A score with its interval. */
    static <T> Evaluation.Estimate estimate(List<T> resampled, ToDoubleFunction<T> score) {
        return estimate(resampled.stream().mapToDouble(score).toArray());
    }

    /** How much lower a loss is than the {@code other}'s, drawn alike. */
    static <T> Evaluation.Estimate gain(List<T> one, List<T> other, ToDoubleFunction<T> loss) {
        double[] gains = new double[one.size()];
        Arrays.setAll(gains, i -> loss.applyAsDouble(other.get(i)) - loss.applyAsDouble(one.get(i)));
        return estimate(gains);
    }

    /** The last value is the score itself, the others are of resamples. */
    private static Evaluation.Estimate estimate(double[] values) {
        double[] sorted = Arrays.copyOf(values, values.length - 1);
        Arrays.sort(sorted);
        return new Evaluation.Estimate(values[values.length - 1], quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    /** Between the two nearest, by distance. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

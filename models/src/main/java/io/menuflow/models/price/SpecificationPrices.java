package io.menuflow.models.price;

import io.menuflow.models.elasticity.DailyRows;
import io.menuflow.models.elasticity.DailyRows.Row;
import io.menuflow.models.menu.MenuHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The specification's own method, as a yardstick: the median of ratios as elasticity, and one ridge polynomial of degree two
 * over all items' days for demand, with 50 candidate prices. Rows are days, so it has no hour.
 */
public final class SpecificationPrices {

    private static final int CANDIDATES = 50;
    private static final int FEATURES = 6;
    private static final double RIDGE = 1;
    private static final double TEST_SHARE = 0.2;
    private static final int CONTEXT_DAYS = 28;

    private final Map<String, List<Row>> rows;
    private final double[] mean;
    private final double[] deviation;
    private final double[] weights;
    private final double intercept;

    /**
     * Fits a menu's days.
     *
     * @param seed of the split into 80 % that are fitted and 20 % that are not used
     */
    public SpecificationPrices(MenuHistory history, int firstDay, int lastDay, long seed) {
        rows = new TreeMap<>();
        history.items().forEach(item -> rows.put(item.itemId(), DailyRows.of(item, firstDay, lastDay)));
        List<double[]> inputs = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (List<Row> its : rows.values()) {
            for (int i = 0; i < its.size(); i++) {
                if (random.nextDouble() >= TEST_SHARE) {
                    inputs.add(polynomial(features(its, i)));
                    targets.add(its.get(i).units());
                }
            }
        }
        int terms = polynomial(new double[FEATURES]).length;
        mean = new double[terms];
        deviation = new double[terms];
        scale(inputs);
        intercept = targets.stream().mapToDouble(units -> units).average().orElse(0);
        weights = solve(inputs, targets);
    }

    /** The median of %Δq / %Δp over days on which the price changed, or null when there are fewer than two. */
    public @Nullable Double elasticity(String itemId) {
        List<Row> its = rows.getOrDefault(itemId, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 1; i < its.size(); i++) {
            double price = its.get(i).price() / its.get(i - 1).price() - 1;
            double units = its.get(i).units() / its.get(i - 1).units() - 1;
            if (price != 0 && Double.isFinite(units)) {
                ratios.add(units / price);
            }
        }
        if (its.size() < 3 || ratios.size() < 2) {
            return null;
        }
        double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * The candidate of most profit.
     *
     * @param price in ten-thousandths
     * @param gain profit a day over that at the current price, as it predicts
     */
    public record Best(long price, double gain) {}

    /** The best price of an item, or null when it never sold. */
    public @Nullable Best best(String itemId, long price, long foodCost) {
        List<Row> its = rows.getOrDefault(itemId, List.of());
        if (its.isEmpty()) {
            return null;
        }
        double[] context = new double[FEATURES];
        int from = Math.max(0, its.size() - CONTEXT_DAYS);
        for (int i = from; i < its.size(); i++) {
            double[] day = features(its, i);
            for (int f = 0; f < FEATURES; f++) {
                context[f] += day[f] / (its.size() - from);
            }
        }
        double low = Math.max(1.2 * foodCost, 0.7 * price);
        double high = 1.3 * price;
        long best = price;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double candidate = low + (high - low) * i / (CANDIDATES - 1);
            double profit = (candidate - foodCost) * demand(context, candidate);
            if (profit > most) {
                most = profit;
                best = Math.round(candidate);
            }
        }
        double now = ((double) price - foodCost) * demand(context, (double) price);
        return new Best(best, most - now);
    }

    private double demand(double[] context, double price) {
        double[] asked = context.clone();
        asked[0] = price / 1e4;
        double[] terms = polynomial(asked);
        double sum = intercept;
        for (int j = 0; j < terms.length; j++) {
            sum += weights[j] * (terms[j] - mean[j]) / deviation[j];
        }
        return Math.max(0, sum);
    }

    /** Price, weekday, weekend, days since the first sale, units of the row before and of the seventh before. */
    private static double[] features(List<Row> its, int i) {
        Row row = its.get(i);
        int weekday = Math.floorMod(row.day() + 3, 7);
        double median = its.get(its.size() / 2).units();
        return new double[] {
            row.price() / 1e4,
            weekday,
            weekday >= 5 ? 1 : 0,
            row.day() - its.get(0).day(),
            i >= 1 ? its.get(i - 1).units() : median,
            i >= 7 ? its.get(i - 7).units() : median
        };
    }

    private static double[] polynomial(double[] features) {
        double[] terms = new double[FEATURES + FEATURES * (FEATURES + 1) / 2];
        System.arraycopy(features, 0, terms, 0, FEATURES);
        int next = FEATURES;
        for (int i = 0; i < FEATURES; i++) {
            for (int j = i; j < FEATURES; j++) {
                terms[next++] = features[i] * features[j];
            }
        }
        return terms;
    }

    private void scale(List<double[]> inputs) {
        int n = Math.max(1, inputs.size());
        Arrays.fill(deviation, 1);
        for (int j = 0; j < mean.length; j++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : inputs) {
                sum += row[j] / n;
            }
            mean[j] = sum;
            for (double[] row : inputs) {
                squares += (row[j] - sum) * (row[j] - sum) / n;
            }
            deviation[j] = squares > 0 ? Math.sqrt(squares) : 1;
            for (double[] row : inputs) {
                row[j] = (row[j] - mean[j]) / deviation[j];
            }
        }
    }

    /** Ridge regression by Cholesky of the normal equations. */
    private double[] solve(List<double[]> inputs, List<Double> targets) {
        int m = mean.length;
        double[][] a = new double[m][m];
        double[] b = new double[m];
        for (int r = 0; r < inputs.size(); r++) {
            double[] row = inputs.get(r);
            double target = targets.get(r) - intercept;
            for (int i = 0; i < m; i++) {
                b[i] += row[i] * target;
                for (int j = 0; j <= i; j++) {
                    a[i][j] += row[i] * row[j];
                }
            }
        }
        for (int i = 0; i < m; i++) {
            a[i][i] += RIDGE;
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = m - 1; i >= 0; i--) {
            for (int k = i + 1; k < m; k++) {
                b[i] -= a[k][i] * b[k];
            }
            b[i] /= a[i][i];
        }
        return b;
    }
}

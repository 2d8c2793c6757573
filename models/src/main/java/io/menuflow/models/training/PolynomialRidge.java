package io.menuflow.models.training;

import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of demand that the specification makes, as a yardstick: ridge regression (α = 1) on second-degree
 * polynomials of price, weekday, weekend, holiday, temperature, days since launch and the sales one and seven days before,
 * standardised, one model over all items of a restaurant. Its hour is left out: rows are days. Days further ahead than a
 * lag take its own forecasts for lags. It says no quantiles; they lie where its errors on what it learned from lay, by item.
 */
final class PolynomialRidge {

    private static final double ALPHA = 1;
    private static final int COLUMNS = 8;
    private static final int TERMS = COLUMNS + COLUMNS * (COLUMNS + 1) / 2;
    private static final int LONG_LAG = 7;

    private final MenuHistory history;
    private final int first;
    private final boolean[] open;
    private final double[] means = new double[TERMS];
    private final double[] deviations = new double[TERMS];
    private final double[] weights = new double[TERMS];
    private double intercept;
    private final Map<String, double[]> errors = new HashMap<>();
    private double[] totalErrors = new double[2];

    /** Learns from the days of a restaurant up to {@code until}; its history lasts to {@code last}. */
    PolynomialRidge(MenuHistory history, int first, int until, int last) {
        this.history = history;
        this.first = first;
        open = new boolean[last - first + 1];
        for (MenuHistory.Item item : history.items()) {
            long[] units = item.days().unitsByDay(first, open.length);
            for (int i = 0; i < open.length; i++) {
                open[i] |= units[i] != 0;
            }
        }
        learn(until);
    }

    /** One item's open days since its launch: their places, and what sold. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Series(MenuHistory.Item item, int[] days, double[] units) {}

    private @Nullable Series series(MenuHistory.Item item, int until) {
        if (item.firstSold() == MenuHistory.NEVER || item.firstSold() > until) {
            return null;
        }
        long[] units = item.days().unitsByDay(first, open.length);
        int[] days = new int[open.length];
        double[] sold = new double[open.length];
        int count = 0;
        for (int day = Math.max(first, item.firstSold()); day <= until; day++) {
            if (open[day - first]) {
                days[count] = day;
                sold[count++] = units[day - first] / (double) Fixed.ONE;
            }
        }
        return new Series(item, Arrays.copyOf(days, count), Arrays.copyOf(sold, count));
    }

    private void learn(int until) {
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (MenuHistory.Item item : history.items()) {
            Series series = series(item, until);
            for (int i = LONG_LAG; series != null && i < series.days().length; i++) {
                rows.add(terms(item, series.days()[i], series.units()[i - 1], series.units()[i - LONG_LAG]));
                targets.add(series.units()[i]);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        intercept = targets.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        standardise(rows);
        double[][] gram = new double[TERMS][TERMS];
        double[] right = new double[TERMS];
        for (int r = 0; r < rows.size(); r++) {
            double[] row = rows.get(r);
            double target = targets.get(r) - intercept;
            for (int i = 0; i < TERMS; i++) {
                right[i] += row[i] * target;
                for (int j = 0; j <= i; j++) {
                    gram[i][j] += row[i] * row[j];
                }
            }
        }
        solve(gram, right);
        learnErrors(until);
    }

    private void standardise(List<double[]> rows) {
        for (double[] row : rows) {
            for (int i = 0; i < TERMS; i++) {
                means[i] += row[i] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < TERMS; i++) {
                deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.size();
            }
        }
        for (int i = 0; i < TERMS; i++) {
            deviations[i] = deviations[i] > 0 ? Math.sqrt(deviations[i]) : 1;
        }
        rows.forEach(this::standardise);
    }

    private void standardise(double[] row) {
        for (int i = 0; i < TERMS; i++) {
            row[i] = (row[i] - means[i]) / deviations[i];
        }
    }

    /** By Cholesky: the ridge makes it positive definite. */
    private void solve(double[][] gram, double[] right) {
        for (int i = 0; i < TERMS; i++) {
            gram[i][i] += ALPHA;
            for (int j = 0; j <= i; j++) {
                double sum = gram[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= gram[i][k] * gram[j][k];
                }
                gram[i][j] = i == j ? Math.sqrt(sum) : sum / gram[j][j];
            }
        }
        double[] between = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= gram[i][k] * between[k];
            }
            between[i] = sum / gram[i][i];
        }
        for (int i = TERMS - 1; i >= 0; i--) {
            double sum = between[i];
            for (int k = i + 1; k < TERMS; k++) {
                sum -= gram[k][i] * weights[k];
            }
            weights[i] = sum / gram[i][i];
        }
    }

    private void learnErrors(int until) {
        double[] total = new double[open.length];
        for (MenuHistory.Item item : history.items()) {
            Series series = series(item, until);
            if (series == null || series.days().length <= LONG_LAG) {
                continue;
            }
            double[] its = new double[series.days().length - LONG_LAG];
            for (int i = LONG_LAG; i < series.days().length; i++) {
                int day = series.days()[i];
                double error =
                        series.units()[i] - point(item, day, series.units()[i - 1], series.units()[i - LONG_LAG]);
                its[i - LONG_LAG] = error;
                total[day - first] += error;
            }
            errors.put(item.itemId(), tails(its));
        }
        double[] open = new double[total.length];
        int count = 0;
        for (int i = 0; i <= until - first; i++) {
            if (this.open[i]) {
                open[count++] = total[i];
            }
        }
        totalErrors = tails(Arrays.copyOf(open, count));
    }

    private static double[] tails(double[] errors) {
        if (errors.length == 0) {
            return new double[2];
        }
        Arrays.sort(errors);
        return new double[] {
            Math.min(0, errors[(int) (0.1 * (errors.length - 1))]),
            Math.max(0, errors[(int) (0.9 * (errors.length - 1))])
        };
    }

    /** Forecasts of the open days after a day close, by item; everything together under "". */
    Map<String, Map<Integer, DayDemand>> after(int closedDay, int horizon) {
        Map<String, Map<Integer, DayDemand>> all = new HashMap<>();
        Map<Integer, Double> total = new HashMap<>();
        for (MenuHistory.Item item : history.items()) {
            Series series = series(item, closedDay);
            if (series == null || series.days().length == 0) {
                continue;
            }
            double[] units = Arrays.copyOf(series.units(), series.units().length + horizon);
            int at = series.units().length;
            Map<Integer, DayDemand> its = new HashMap<>();
            double[] tails = errors.getOrDefault(item.itemId(), new double[2]);
            for (int day = closedDay + 1; day <= closedDay + horizon; day++) {
                if (open[day - first]) {
                    double before = units[at - 1];
                    units[at] = point(item, day, before, at >= LONG_LAG ? units[at - LONG_LAG] : before);
                    its.put(day, demand(day, units[at], tails));
                    total.merge(day, units[at], Double::sum);
                    at++;
                }
            }
            all.put(item.itemId(), its);
        }
        Map<Integer, DayDemand> everything = new HashMap<>();
        total.forEach((day, units) -> everything.put(day, demand(day, units, totalErrors)));
        all.put("", everything);
        return all;
    }

    private static DayDemand demand(int day, double units, double[] tails) {
        return new DayDemand(
                day, DayDemand.State.OPEN, Math.max(0, units + tails[0]), units, units + tails[1], units, Double.NaN);
    }

    /** Never below 0, as there. */
    private double point(MenuHistory.Item item, int day, double lag1, double lag7) {
        double[] row = terms(item, day, lag1, lag7);
        standardise(row);
        double sum = intercept;
        for (int i = 0; i < TERMS; i++) {
            sum += weights[i] * row[i];
        }
        return Math.max(0, sum);
    }

    private double[] terms(MenuHistory.Item item, int day, double lag1, double lag7) {
        int weekday = Math.floorMod(day + 3, 7);
        var facts = history.facts(day);
        double[] columns = {
            price(item, day),
            weekday,
            weekday >= 5 ? 1 : 0,
            facts.holiday() ? 1 : 0,
            facts.temperature() == null ? 0 : facts.temperature(),
            day - item.firstSold(),
            lag1,
            lag7
        };
        double[] terms = new double[TERMS];
        int at = 0;
        for (int i = 0; i < COLUMNS; i++) {
            terms[at++] = columns[i];
            for (int j = 0; j <= i; j++) {
                terms[COLUMNS + i * (i + 1) / 2 + j] = columns[i] * columns[j];
            }
        }
        return terms;
    }

    private static double price(MenuHistory.Item item, int day) {
        ListedItem listed = item.listed();
        Long amount = listed == null ? null : listed.prices().on(day);
        if (amount == null) {
            int at = item.prices().from(day + 1) - 1;
            amount = at < 0 ? Long.valueOf(0) : Long.valueOf(item.prices().modalAt(at));
        }
        return amount / 10_000.0;
    }
}

package io.menuflow.serving.evaluation;

import io.menuflow.connectors.simulator.PriceLab;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.Pooling;
import io.menuflow.models.elasticity.Pooling.Prior;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.ProgressListener;
import io.menuflow.models.training.RestaurantHistory;
import io.menuflow.serving.evaluation.PriceReport.Coverage;
import io.menuflow.serving.evaluation.PriceReport.ItemRow;
import io.menuflow.serving.evaluation.PriceReport.Recovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Judges elasticities and prices, the specification's own methods beside ours on the same days. */
public final class PriceEvaluation {

    private final Guardrails rails;
    private final long seed;
    private final ProgressListener progress;

    /** An evaluation within guardrails; the seed is of all that is drawn. */
    public PriceEvaluation(Guardrails rails, long seed, ProgressListener progress) {
        this.rails = rails;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Of simulated restaurants, whose truth is known.
     *
     * @param labs by a name that is unique; without sales yet
     * @param days of history before prices are set
     * @param withGains whether prices are to be set for three cycles, too
     */
    public PriceReport ofLabs(String source, Map<String, PriceLab> labs, int days, boolean withGains) {
        List<ItemRow> rows = new ArrayList<>();
        PriceTrial trial = new PriceTrial(rails);
        long done = 0;
        for (Map.Entry<String, PriceLab> entry : labs.entrySet()) {
            PriceLab lab = entry.getValue().branch();
            int first = lab.today();
            lab.run(days);
            Map<String, Double> truth = lab.elasticities();
            MenuElasticities menu = new MenuElasticities(lab.history(), first, lab.today() - 1, rails);
            menu.rows(entry.getKey(), truth, seed).stream()
                    .filter(row -> row.truth() != null)
                    .forEach(rows::add);
            if (withGains) {
                trial.add(entry.getKey(), lab, first);
            }
            progress.at("restaurants", ++done, labs.size());
        }
        return new PriceReport(
                source, labs.size(), recovery(rows), coverage(rows), withGains ? trial.gains(seed) : List.of(), rows);
    }

    /** Of restaurants whose truth nobody knows: what each method says. */
    public PriceReport ofHistories(String source, Histories histories) {
        List<ItemRow> rows = new ArrayList<>();
        List<RestaurantHistory> restaurants = histories.stream().toList();
        for (int i = 0; i < restaurants.size(); i++) {
            RestaurantHistory restaurant = restaurants.get(i);
            MenuElasticities menu =
                    new MenuElasticities(restaurant.history(), restaurant.firstDay(), restaurant.lastDay(), rails);
            rows.addAll(menu.rows(restaurant.restaurant(), Map.of(), seed));
            progress.at("restaurants", i + 1L, restaurants.size());
        }
        return new PriceReport(source, restaurants.size(), List.of(), List.of(), List.of(), rows);
    }

    private List<Recovery> recovery(List<ItemRow> rows) {
        Map<String, RestaurantBootstrap> errors = new LinkedHashMap<>();
        double prior = Prior.STATED.centre();
        for (ItemRow row : rows) {
            add(errors, "Menuflow, pooled", row, row.point());
            add(errors, "prior only", row, prior);
            add(errors, "least squares by item", row, or(row.controlled(), prior));
            add(errors, "least squares without controls", row, or(row.naive(), prior));
            add(errors, "the specification's median of ratios", row, or(row.ratio(), prior));
        }
        List<Recovery> recovery = new ArrayList<>();
        errors.forEach((method, sums) -> recovery.add(new Recovery(method, rows.size(), sums.root(seed))));
        return recovery;
    }

    private static void add(Map<String, RestaurantBootstrap> errors, String method, ItemRow row, double estimate) {
        double truth = or(row.truth(), Double.NaN);
        errors.computeIfAbsent(method, name -> new RestaurantBootstrap())
                .add(row.restaurant(), (estimate - truth) * (estimate - truth), 1);
    }

    private List<Coverage> coverage(List<ItemRow> rows) {
        Map<Evidence, List<ItemRow>> classes = new TreeMap<>();
        rows.forEach(row -> classes.computeIfAbsent(row.evidence(), evidence -> new ArrayList<>())
                .add(row));
        List<Coverage> coverage = new ArrayList<>();
        classes.forEach((evidence, its) -> coverage.add(coverage(evidence, its)));
        return coverage;
    }

    private Coverage coverage(Evidence evidence, List<ItemRow> rows) {
        RestaurantBootstrap held = new RestaurantBootstrap();
        int below = 0;
        for (ItemRow row : rows) {
            double truth = or(row.truth(), Double.NaN);
            held.add(row.restaurant(), row.low() <= truth && truth <= row.high() ? 1 : 0, 1);
            below += truth < row.low() ? 1 : 0;
        }
        double mean = mean(rows, row -> or(row.truth(), Double.NaN));
        return new Coverage(
                evidence,
                rows.size(),
                held.share(seed),
                (double) below / rows.size(),
                mean,
                Math.sqrt(mean(rows, row -> Math.pow(or(row.truth(), Double.NaN) - mean, 2))),
                mean(rows, row -> (row.high() - row.low()) / (2 * Pooling.TAIL)));
    }

    private static double mean(List<ItemRow> rows, ToDoubleFunction<ItemRow> of) {
        return rows.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}

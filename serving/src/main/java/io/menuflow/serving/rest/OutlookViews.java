package io.menuflow.serving.rest;

import io.menuflow.models.features.Feature;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.Labels;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.serving.query.MenuQueries.Heading;
import io.menuflow.serving.rest.MenuViews.WindowView;
import io.menuflow.topology.classify.OutlookRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Outlooks as answers show them: numbers, whose they are, and words. */
final class OutlookViews {

    private static final int REASONS = 8;
    private static final int DECIMALS = 4;

    private OutlookViews() {}

    /** How both did on this restaurant's last weeks. */
    record BackTestView(int labels, @Nullable BigDecimal modelLogLoss, @Nullable BigDecimal baselineLogLoss) {}

    /** What the outlooks of a menu have in common; all but the note is null when there are none. */
    record MenuOutlookView(
            @Nullable String modelVersion,
            @Nullable String origin,
            @Nullable LocalDate closedDay,
            @Nullable WindowView window,
            @Nullable String served,
            @Nullable BackTestView backTest,
            String note) {}

    /** One side's outlook of an item. */
    record SideView(Quadrant quadrant, BigDecimal confidence, Map<String, BigDecimal> probabilities) {}

    /** Where one item is heading. */
    record ItemOutlookView(Quadrant predicted, BigDecimal confidence, SideView model, SideView baseline) {}

    /** One feature and what it does. */
    record Reason(
            String feature,
            @Nullable BigDecimal value,
            String unit,
            int windowDays,
            BigDecimal contribution,
            String words) {}

    /**
     * Why the model says of an item what it says: contributions to the log-odds of its likeliest quadrant.
     *
     * @param others what the features that are not among the reasons come to
     * @param logOdds the usual, the reasons and the others together
     * @param note what is served instead, when it is not the model's outlook
     */
    record Explanation(
            Quadrant quadrant,
            String modelVersion,
            BigDecimal usual,
            List<Reason> reasons,
            BigDecimal others,
            BigDecimal logOdds,
            @Nullable String note) {}

    static MenuOutlookView of(Heading heading) {
        OutlookRow row = heading.row();
        if (row == null) {
            return new MenuOutlookView(null, null, null, null, null, null, String.valueOf(heading.reason()));
        }
        BackTest test = row.backTest();
        return new MenuOutlookView(
                row.version(),
                row.origin().name(),
                LocalDate.ofEpochDay(row.closedDay()),
                WindowView.of(Labels.window(row.closedDay())),
                row.served().name(),
                new BackTestView(test.labels(), real(test.modelLogLoss()), real(test.baselineLogLoss())),
                note(row));
    }

    static @Nullable ItemOutlookView of(Heading heading, String itemId) {
        OutlookRow row = heading.row();
        OutlookRow.Item item = row == null ? null : row.items().get(itemId);
        if (row == null || item == null) {
            return null;
        }
        SideView served = side(item.by(row.served()));
        return new ItemOutlookView(
                served.quadrant(), served.confidence(), side(item.byModel()), side(item.byBaseline()));
    }

    /**
     * Why, in words and numbers, strongest first.
     *
     * @throws Problem.ProblemException when there is no outlook to explain, or this node no longer has its model
     */
    static Explanation explain(Heading heading, String itemId, OutlookModels models) {
        OutlookRow row = heading.row();
        OutlookRow.Item item = row == null ? null : row.items().get(itemId);
        if (row == null || item == null) {
            throw Problem.badRequest("there is no outlook to explain: "
                    + (row == null ? String.valueOf(heading.reason()) : "item " + itemId + " is not judged"));
        }
        OutlookModel model = models.inForce().champion();
        if (model == null || !model.manifest().version().equals(row.version())) {
            throw Problem.unavailable("the outlook is by model " + row.version()
                    + ", which is being replaced on this node; ask again in a moment");
        }
        int quadrant = Persistence.likeliest(item.byModel());
        float[] contributions = model.contributions(item.features())[quadrant];
        Quadrant towards = Persistence.CLASSES.get(quadrant);
        List<Feature> features = Features.ALL.list();
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            reasons.add(reason(features.get(i), item.features()[i], contributions[i], towards));
        }
        reasons.sort(
                Comparator.comparing((Reason reason) -> reason.contribution().abs())
                        .reversed());
        BigDecimal usual = decimals(contributions[features.size()]);
        BigDecimal told =
                reasons.subList(0, REASONS).stream().map(Reason::contribution).reduce(usual, BigDecimal::add);
        double sum = 0;
        for (float contribution : contributions) {
            sum += contribution;
        }
        BigDecimal logOdds = decimals(sum);
        return new Explanation(
                towards,
                row.version(),
                usual,
                reasons.subList(0, REASONS),
                logOdds.subtract(told),
                logOdds,
                row.served() == Served.MODEL
                        ? null
                        : "this explains the model's outlook; served is calibrated persistence, which says "
                                + side(item.byBaseline()).quadrant());
    }

    private static Reason reason(Feature feature, float value, float contribution, Quadrant towards) {
        boolean missing = Float.isNaN(value);
        String number = missing ? "not known" : inWords(value, feature.unit());
        return new Reason(
                feature.name(),
                missing ? null : decimals(value),
                feature.unit(),
                feature.windowDays(),
                decimals(contribution),
                feature.words() + ": " + number + ", speaks " + (contribution < 0 ? "against " : "for ")
                        + towards.name());
    }

    /** Three digits, a share in percent, and whole numbers whole. */
    private static String inWords(float value, String unit) {
        BigDecimal exact = new BigDecimal(Float.toString(value));
        boolean share = unit.equals("share");
        BigDecimal told = share ? exact.movePointRight(2) : exact;
        int wholeDigits = told.precision() - told.scale();
        BigDecimal rounded = wholeDigits >= 3
                ? told.setScale(0, RoundingMode.HALF_EVEN)
                : told.round(new MathContext(3)).stripTrailingZeros();
        return rounded.toPlainString() + (share ? " %" : " " + unit);
    }

    private static String note(OutlookRow row) {
        BackTest test = row.backTest();
        boolean model = row.served() == Served.MODEL;
        String who = model ? "the model's outlook is served" : "calibrated persistence is served";
        String why = test.decides()
                ? String.format(
                        Locale.ROOT,
                        "over this restaurant's last weeks (%d outlooks that could be compared with what came) its log-loss"
                                + " was %.3f, the other's %.3f",
                        test.labels(),
                        model ? test.modelLogLoss() : test.baselineLogLoss(),
                        model ? test.baselineLogLoss() : test.modelLogLoss())
                : "this restaurant's own weeks are too few to compare (" + test.labels() + " outlooks), and "
                        + (model
                                ? "on its test data the model was better"
                                : row.origin() == Origin.SIMULATED
                                        ? "on other real restaurants the model is not proven"
                                        : "on its test data the model was not better");
        String origin = row.origin() == Origin.SIMULATED
                ? "; the model learned from simulated restaurants: train one on your own with ./menuflow train outlook --from-cluster"
                : "";
        return who + ": " + why + origin;
    }

    private static SideView side(float[] probabilities) {
        int likeliest = Persistence.likeliest(probabilities);
        Map<String, BigDecimal> byQuadrant = new TreeMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            byQuadrant.put(Persistence.CLASSES.get(i).name(), decimals(probabilities[i]));
        }
        return new SideView(Persistence.CLASSES.get(likeliest), decimals(probabilities[likeliest]), byQuadrant);
    }

    private static @Nullable BigDecimal real(double number) {
        return Double.isNaN(number) ? null : decimals(number);
    }

    private static BigDecimal decimals(double number) {
        return BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}

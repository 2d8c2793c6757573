package io.menuflow.models.outlook;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.OutlookModels.InForce;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores a menu at a day close, and says which outlook is served: of the model and calibrated persistence the one that
 * did better on this restaurant's own last weeks. A pure function of the history up to the day close, the rules and the
 * models: nothing is remembered, so it does not matter when, how often or where it is computed.
 */
public final class OutlookScorer {

    /** Day closes whose outlooks are compared with what came, a week apart. */
    private static final int BACK_TESTS = 4;

    private OutlookScorer() {}

    /** The business days of history that are needed to score a menu of a day close. */
    public static DayRange needs(int closedDay) {
        return new DayRange(closedDay - Features.WINDOW - 7 * (BACK_TESTS - 1) - Features.SPAN + 1, closedDay);
    }

    /** The outlook of a menu; null when there is no model in force. */
    public static @Nullable MenuOutlook score(InForce models, MenuHistory history, int closedDay, QuadrantRules rules) {
        OutlookModel champion = models.champion();
        if (champion == null) {
            return null;
        }
        FeatureTable features = Features.ALL.at(history, closedDay, rules);
        OutlookModel challenger = models.challenger();
        BackTest backTest = backTest(champion, challenger, history, closedDay, rules);
        boolean byModel = backTest.decides() ? backTest.favoursModel() : isTrusted(champion);
        return new MenuOutlook(
                champion.manifest(),
                features,
                champion.probabilities(features.values(), features.rows()),
                baseline(champion, features, rules),
                challenger == null ? null : challenger.probabilities(features.values(), features.rows()),
                backTest,
                byModel ? Served.MODEL : Served.BASELINE);
    }

    /**
     * The features and both outlooks as they were at past day closes, against what came. Day closes whose labels a model
     * of this cluster's own data may have learned from are left out.
     */
    static BackTest backTest(
            OutlookModel champion,
            @Nullable OutlookModel challenger,
            MenuHistory history,
            int closedDay,
            QuadrantRules rules) {
        int first = history.firstSold();
        int labels = 0;
        double model = 0;
        double baseline = 0;
        double other = 0;
        for (int week = 0; week < BACK_TESTS; week++) {
            int cut = closedDay - Features.WINDOW - 7 * week;
            if (first == MenuHistory.NEVER || cut - Features.WINDOW + 1 < first || sawLabels(champion, cut)) {
                break;
            }
            FeatureTable features = Features.ALL.at(history, cut, rules);
            Map<String, Integer> after = Labels.after(history, cut, rules);
            float[][] byModel = champion.probabilities(features.values(), features.rows());
            float[][] byBaseline = baseline(champion, features, rules);
            float[][] byChallenger =
                    challenger == null ? byModel : challenger.probabilities(features.values(), features.rows());
            for (int i = 0; i < byModel.length; i++) {
                Integer label = after.get(features.items().get(i).item().itemId());
                if (label != null) {
                    labels++;
                    model += BackTest.logLoss(byModel[i][label]);
                    baseline += BackTest.logLoss(byBaseline[i][label]);
                    other += BackTest.logLoss(byChallenger[i][label]);
                }
            }
        }
        return labels == 0
                ? BackTest.NONE
                : new BackTest(
                        labels, model / labels, baseline / labels, challenger == null ? Double.NaN : other / labels);
    }

    /** Before a restaurant has weeks of its own: what was proven on simulated restaurants only is not proven on a real one. */
    private static boolean isTrusted(OutlookModel model) {
        return model.manifest().better() && model.manifest().origin() != Origin.SIMULATED;
    }

    private static boolean sawLabels(OutlookModel model, int cut) {
        return model.manifest().origin() != Origin.SIMULATED
                && cut < model.manifest().trainedUntil();
    }

    private static float[][] baseline(OutlookModel champion, FeatureTable features, QuadrantRules rules) {
        return features.items().stream()
                .map(item -> champion.manifest().baseline().probabilities(item.by(rules.method())))
                .toArray(float[][]::new);
    }
}

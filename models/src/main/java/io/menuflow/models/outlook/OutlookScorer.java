package io.menuflow.models.outlook;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.OutlookModels.InForce;
import java.util.ArrayList;
import java.util.List;
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
        OutlookModel challenger = models.challenger();
        List<FeatureTable> menus = new ArrayList<>();
        menus.add(Features.ALL.at(history, closedDay, rules));
        for (int cut : backTestCuts(champion, history, closedDay)) {
            menus.add(Features.ALL.at(history, cut, rules));
        }
        List<float[][]> byModel = by(champion, menus);
        List<float[][]> byBaseline =
                menus.stream().map(menu -> baseline(champion, menu, rules)).toList();
        List<float[][]> byChallenger = challenger == null ? null : by(challenger, menus);
        BackTest backTest = backTest(menus, byModel, byBaseline, byChallenger, history, rules);
        boolean modelIsServed = backTest.decides() ? backTest.favoursModel() : isTrusted(champion);
        return new MenuOutlook(
                champion.manifest(),
                menus.get(0),
                byModel.get(0),
                byBaseline.get(0),
                byChallenger == null ? null : byChallenger.get(0),
                backTest,
                modelIsServed ? Served.MODEL : Served.BASELINE);
    }

    /** Past day closes of a whole window whose labels a model of this cluster's own data did not learn from, latest first. */
    private static List<Integer> backTestCuts(OutlookModel champion, MenuHistory history, int closedDay) {
        int first = history.firstSold();
        List<Integer> cuts = new ArrayList<>();
        for (int week = 0; week < BACK_TESTS; week++) {
            int cut = closedDay - Features.WINDOW - 7 * week;
            if (first == MenuHistory.NEVER || cut - Features.WINDOW + 1 < first || sawLabels(champion, cut)) {
                break;
            }
            cuts.add(cut);
        }
        return cuts;
    }

    /** The outlooks as they were at past day closes, against what came; the first menu is today's, and has no after yet. */
    private static BackTest backTest(
            List<FeatureTable> menus,
            List<float[][]> byModel,
            List<float[][]> byBaseline,
            @Nullable List<float[][]> byChallenger,
            MenuHistory history,
            QuadrantRules rules) {
        int labels = 0;
        double model = 0;
        double baseline = 0;
        double challenger = 0;
        for (int cut = 1; cut < menus.size(); cut++) {
            FeatureTable menu = menus.get(cut);
            Map<String, Integer> after = Labels.after(history, menu.closedDay(), rules);
            for (int i = 0; i < menu.rows(); i++) {
                Integer label = after.get(menu.items().get(i).item().itemId());
                if (label != null) {
                    labels++;
                    model += BackTest.logLoss(byModel.get(cut)[i][label]);
                    baseline += BackTest.logLoss(byBaseline.get(cut)[i][label]);
                    challenger += byChallenger == null
                            ? Double.NaN
                            : BackTest.logLoss(byChallenger.get(cut)[i][label]);
                }
            }
        }
        return labels == 0
                ? BackTest.NONE
                : new BackTest(labels, model / labels, baseline / labels, challenger / labels);
    }

    /** Before a restaurant has weeks of its own: what was proven on simulated restaurants only is not proven on a real one. */
    private static boolean isTrusted(OutlookModel model) {
        return model.manifest().better() && model.manifest().origin() != Origin.SIMULATED;
    }

    private static boolean sawLabels(OutlookModel model, int cut) {
        return model.manifest().origin() != Origin.SIMULATED
                && cut < model.manifest().trainedUntil();
    }

    private static List<float[][]> by(OutlookModel model, List<FeatureTable> menus) {
        return menus.stream()
                .map(menu -> model.probabilities(menu.values(), menu.rows()))
                .toList();
    }

    private static float[][] baseline(OutlookModel champion, FeatureTable features, QuadrantRules rules) {
        return features.items().stream()
                .map(item -> champion.baseline().probabilities(item.by(rules.method())))
                .toArray(float[][]::new);
    }
}

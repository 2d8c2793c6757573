package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlookScorerTest {

    private static final int FIRST = 20_000;
    private static final int CLOSED = FIRST + 150;
    private static final int ITEMS = 20;

    @Test
    void shouldNotSeeWhatCameAfter_whenDaysAreAddedBehindTheDayClose() throws Exception {
        InForce models = models(TinyModels.artefact("v", true), TinyModels.artefact("w", true));

        MenuOutlook known = score(models, history(CLOSED, 1));
        MenuOutlook later = score(models, history(CLOSED + 40, 1));

        assertThat(later.features().values()).isEqualTo(known.features().values());
        assertThat(later.byModel()).isDeepEqualTo(known.byModel());
        assertThat(later.byBaseline()).isDeepEqualTo(known.byBaseline());
        assertThat(later.backTest()).isEqualTo(known.backTest());
    }

    @Test
    void shouldNeedNoMoreThanItSays_whenTheHistoryIsLonger() throws Exception {
        InForce models = models(TinyModels.artefact("v", true), null);
        MenuHistory whole = history(CLOSED, 2);
        MenuHistory needed = new MenuHistory(
                whole.items().stream()
                        .map(item -> new MenuHistory.Item(
                                item.itemId(),
                                item.name(),
                                item.category(),
                                item.listed(),
                                item.firstSold(),
                                item.lastSold(),
                                item.days().within(OutlookScorer.needs(CLOSED))))
                        .toList(),
                Map.of());

        MenuOutlook expected = score(models, whole);
        MenuOutlook actual = score(models, needed);

        assertThat(actual.features().values()).isEqualTo(expected.features().values());
        assertThat(actual.backTest()).isEqualTo(expected.backTest());
        assertThat(expected.backTest().labels()).isEqualTo(4 * ITEMS);
    }

    @Test
    void shouldServeWhoDidBetterHere_whenTheBackTestHasEnoughLabels() throws Exception {
        Artefact trusted = TinyModels.artefact("trusted", true);
        Artefact untrusted = TinyModels.artefact("untrusted", false);

        for (int seed = 0; seed < 5; seed++) {
            MenuHistory history = history(CLOSED, seed);
            MenuOutlook outlook = score(models(trusted, null), history);
            BackTest test = outlook.backTest();

            assertThat(test.decides()).isTrue();
            assertThat(outlook.served())
                    .isEqualTo(test.modelLogLoss() < test.baselineLogLoss() ? Served.MODEL : Served.BASELINE);
            assertThat(score(models(untrusted, null), history).served()).isEqualTo(outlook.served());
            assertThat(outlook.answer())
                    .isSameAs(outlook.served() == Served.MODEL ? outlook.byModel() : outlook.byBaseline());
        }
    }

    @Test
    void shouldBelieveTheTest_whenTheRestaurantIsTooYoungForABackTest() throws Exception {
        MenuHistory young = history(FIRST + 40, 1);

        MenuOutlook trusted = score(models(TinyModels.artefact("v", true), null), young, FIRST + 40);
        MenuOutlook untrusted = score(models(TinyModels.artefact("v", false), null), young, FIRST + 40);

        assertThat(trusted.backTest()).isEqualTo(BackTest.NONE);
        assertThat(trusted.served()).isEqualTo(Served.MODEL);
        assertThat(untrusted.served()).isEqualTo(Served.BASELINE);
    }

    @Test
    void shouldLeaveOutDayCloses_whenTheModelLearnedFromTheirLabels() throws Exception {
        MenuHistory history = history(CLOSED, 3);
        int labels = 0;
        for (int until : new int[] {CLOSED, CLOSED - 28, CLOSED - 35, CLOSED - 49}) {
            InForce models = models(TinyModels.artefact("v", true, Features.ALL.refs(), Origin.CLUSTER, until), null);
            assertThat(score(models, history).backTest().labels()).isEqualTo(labels * ITEMS);
            labels += until == CLOSED - 35 ? 2 : 1;
        }
        InForce simulated = models(TinyModels.artefact("v", true, Features.ALL.refs(), Origin.SIMULATED, CLOSED), null);
        assertThat(score(simulated, history).backTest().labels()).isEqualTo(4 * ITEMS);
    }

    @Test
    void shouldScoreTheChallengerInShadow() throws Exception {
        Artefact champion = TinyModels.artefact("v", true);
        MenuHistory history = history(CLOSED, 4);

        MenuOutlook alone = score(models(champion, null), history);
        MenuOutlook both = score(models(champion, champion), history);

        assertThat(alone.byChallenger()).isNull();
        assertThat(alone.backTest().challengerLogLoss()).isNaN();
        assertThat(both.byChallenger()).isDeepEqualTo(both.byModel());
        assertThat(both.backTest().challengerLogLoss())
                .isEqualTo(both.backTest().modelLogLoss());
        assertThat(both.answer()).isDeepEqualTo(alone.answer());
    }

    @Test
    void shouldHaveNoOutlook_whenThereIsNoModelOrNothingToJudge() throws Exception {
        assertThat(OutlookScorer.score(InForce.NONE, history(CLOSED, 1), CLOSED, QuadrantRules.DEFAULT))
                .isNull();
        InForce models = models(TinyModels.artefact("v", true), null);
        MenuHistory empty = new MenuHistory(List.of(), Map.of());
        MenuOutlook outlook = score(models, empty);
        assertThat(outlook.itemIds()).isEmpty();
        assertThat(outlook.byModel()).isEmpty();
    }

    @Test
    void shouldJudgeByTheRestaurantsOwnMethod() throws Exception {
        InForce models = models(TinyModels.artefact("v", true), null);
        MenuOutlook outlook = Objects.requireNonNull(OutlookScorer.score(
                models, history(CLOSED, 5), CLOSED, QuadrantRules.DEFAULT.with(Method.KASAVANA_SMITH)));
        for (int i = 0; i < outlook.itemIds().size(); i++) {
            assertThat(outlook.byBaseline()[i])
                    .isEqualTo(outlook.model()
                            .baseline()
                            .probabilities(outlook.features().items().get(i).kasavanaSmith()));
        }
    }

    private static MenuOutlook score(InForce models, MenuHistory history) {
        return score(models, history, CLOSED);
    }

    private static MenuOutlook score(InForce models, MenuHistory history, int closed) {
        return Objects.requireNonNull(OutlookScorer.score(models, history, closed, QuadrantRules.DEFAULT));
    }

    private static InForce models(Artefact champion, @org.jspecify.annotations.Nullable Artefact challenger)
            throws BadArtefactException {
        return new InForce(
                OutlookModel.load(champion, Features.ALL.refs()),
                challenger == null ? null : OutlookModel.load(challenger, Features.ALL.refs()));
    }

    /** Items that drift, sold every day until {@code last}; the same days are the same whatever comes after. */
    private static MenuHistory history(int last, long seed) {
        List<MenuHistory.Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Random random = new Random(seed * 1_000 + i);
            ItemDays.Builder days = new ItemDays.Builder();
            double mean = 5 + random.nextInt(20);
            for (int day = FIRST; day <= last; day++) {
                mean *= 0.95 + random.nextDouble() * 0.1;
                long units = 1 + Math.round(mean * random.nextDouble());
                Tally sold = new Tally(units * 100_000, units * 100_000, units * 50_000, units).ofOneCheck(true);
                days.add(day, Slot.ofDaypart(OrderType.DINE_IN, 1), sold);
            }
            ListedItem listed = new ListedItem(
                    "i" + i,
                    "Item " + i,
                    "c" + i % 3,
                    new DatedAmounts(List.of(new DatedAmounts.Entry(0, 50_000))),
                    new DatedAmounts(List.of(new DatedAmounts.Entry(0, 10_000 + 1_000 * (i * 7 % 20)))),
                    null,
                    null,
                    true);
            items.add(new MenuHistory.Item(
                    listed.itemId(), listed.name(), listed.category(), listed, FIRST, last, days.build()));
        }
        return new MenuHistory(items, Map.of());
    }
}

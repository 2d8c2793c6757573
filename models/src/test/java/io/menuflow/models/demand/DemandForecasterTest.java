package io.menuflow.models.demand;

import static io.menuflow.models.demand.SoldDays.CLOSED_DAY;
import static io.menuflow.models.demand.SoldDays.item;
import static io.menuflow.models.demand.SoldDays.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DayDemand.State;
import io.menuflow.models.demand.SeriesForecast.Evidence;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.outlook.Manifest.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DemandForecasterTest {

    private static final int FIRST = CLOSED_DAY - 199;
    private static final DayFacts CLOSED = new DayFacts(true, false, null, null, null);

    @Test
    void shouldForecastNothing_whenThereIsNoHistory() {
        MenuForecast forecast = forecast(List.of(), Map.of());

        assertThat(forecast.items()).isEmpty();
        assertThat(forecast.total().days()).hasSize(DemandForecaster.HORIZON).allMatch(day -> day.p90() == 0);
        assertThat(forecast.total().evidence()).isEqualTo(Evidence.NEW);
        assertThat(forecast.total().served()).isEqualTo(Method.EXPONENTIAL_SMOOTHING);
    }

    @Test
    void shouldNotBeClosed_whenTheFirstSaleIsOfTheRunningDay() {
        MenuForecast forecast = forecast(
                List.of(item("a", listed("a", null, null), CLOSED_DAY + 1, CLOSED_DAY + 1, day -> 2)), Map.of());

        assertThat(forecast.total().days()).allMatch(day -> day.state() == State.OPEN);
    }

    @Test
    void shouldFollowTheWeekday_whenWeekendsSellMore() {
        IntToDoubleFunction weekends = day -> HourProfile.weekday(day) >= 5 ? 30 : 10;

        MenuForecast forecast = forecast(List.of(item("a", FIRST, CLOSED_DAY, weekends)), Map.of());

        SeriesForecast item = forecast.items().get(0);
        assertThat(item.evidence()).isEqualTo(Evidence.BACK_TESTED);
        assertThat(item.days()).allSatisfy(day -> {
            assertThat(day.p50()).isCloseTo(weekends.applyAsDouble(day.day()), within(1.0));
            assertThat(day.p10()).isLessThanOrEqualTo(day.p50());
            assertThat(day.p50()).isLessThanOrEqualTo(day.p90());
        });
        assertThat(item.errors())
                .containsOnlyKeys(Method.SEASONAL_NAIVE, Method.SAME_WEEKDAY_MEAN, Method.EXPONENTIAL_SMOOTHING);
        assertThat(item.errors().get(Method.SEASONAL_NAIVE).days()).isEqualTo(28);
        assertThat(item.served()).isNotEqualTo(Method.MODEL);
    }

    @Test
    void shouldBeZeroWithCertainty_whenTheRestaurantIsClosed() {
        int holiday = CLOSED_DAY + 3;
        IntToDoubleFunction notOnMondays = day -> HourProfile.weekday(day) == 0 ? 0 : 12;

        MenuForecast forecast = forecast(List.of(item("a", FIRST, CLOSED_DAY, notOnMondays)), Map.of(holiday, CLOSED));

        for (SeriesForecast series : List.of(forecast.total(), forecast.items().get(0))) {
            assertThat(series.days()).allSatisfy(day -> {
                boolean closed = day.day() == holiday || HourProfile.weekday(day.day()) == 0;
                assertThat(day.state()).isEqualTo(closed ? State.CLOSED : State.OPEN);
                assertThat(day.p90() == 0).isEqualTo(closed);
            });
        }
    }

    @Test
    void shouldNotLearn_whenAnItemWasSoldOutOrTheRestaurantClosed() {
        DayRange soldOut = new DayRange(CLOSED_DAY - 13, CLOSED_DAY);
        ListedItem menuItem = new ListedItem(
                "a",
                "a",
                "c",
                listed("a", null, null).prices(),
                listed("a", null, null).foodCosts(),
                null,
                null,
                true,
                List.of(soldOut));
        IntToDoubleFunction until = day -> soldOut.contains(day) ? 0 : 20;

        MenuForecast forecast = forecast(
                List.of(
                        item("a", menuItem, FIRST, CLOSED_DAY, until),
                        item("b", listed("b", null, null), FIRST, CLOSED_DAY, day -> 5)),
                Map.of());

        assertThat(forecast.items().get(0).days())
                .allSatisfy(day -> assertThat(day.p50()).isCloseTo(20, within(1.0)));
    }

    @Test
    void shouldSellNothing_whenAnItemIsNotOnTheMenu() {
        int from = CLOSED_DAY + 4;
        int until = CLOSED_DAY + 9;

        MenuForecast forecast = forecast(
                List.of(
                        item("coming", listed("coming", from, until), FIRST, CLOSED_DAY, day -> 0),
                        item("gone", listed("gone", null, CLOSED_DAY), FIRST, CLOSED_DAY, day -> 9),
                        item("steady", listed("steady", null, null), FIRST, CLOSED_DAY, day -> 7)),
                Map.of());

        assertThat(forecast.items()).extracting(SeriesForecast::itemId).containsExactly("coming", "steady");
        SeriesForecast coming = forecast.items().get(0);
        assertThat(coming.evidence()).isEqualTo(Evidence.NEW);
        assertThat(coming.days()).allSatisfy(day -> {
            boolean on = from <= day.day() && day.day() <= until;
            assertThat(day.state()).isEqualTo(on ? State.OPEN : State.NOT_ON_MENU);
            assertThat(day.p50() > 0).isEqualTo(on);
        });
    }

    @Test
    void shouldExpectLittleAndSaySo_whenAnItemNeverSold() {
        MenuForecast forecast = forecast(
                List.of(
                        item("never", listed("never", null, null), FIRST, CLOSED_DAY, day -> 0),
                        item("steady", listed("steady", null, null), FIRST, CLOSED_DAY, day -> 7)),
                Map.of());

        SeriesForecast never = forecast.items().get(0);
        assertThat(never.days()).allSatisfy(day -> {
            assertThat(day.p50()).isZero();
            assertThat(day.expected()).isLessThan(0.3);
        });
        assertThat(never.errors().get(Method.EXPONENTIAL_SMOOTHING).wape()).isNaN();
        assertThat(never.evidence()).isEqualTo(Evidence.NEVER_SOLD);
        assertThat(never.why()).startsWith("on the menu for 91 open days and never sold");
        assertThat(forecast.items().get(1).evidence()).isEqualTo(Evidence.BACK_TESTED);
    }

    @Test
    void shouldBeginWithItsCategory_whenAnItemIsNew() {
        List<MenuHistory.Item> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            items.add(item("old" + i, FIRST, CLOSED_DAY, day -> 10));
        }
        items.add(item("new", CLOSED_DAY, CLOSED_DAY, day -> 40));

        MenuForecast forecast = forecast(items, Map.of());

        SeriesForecast newest = forecast.items().get(0);
        assertThat(newest.evidence()).isEqualTo(Evidence.NEW);
        assertThat(newest.errors()).isEmpty();
        assertThat(newest.days()).allSatisfy(day -> {
            assertThat(day.expected()).isBetween(10.0, 40.0);
            assertThat(day.p10()).isLessThan(day.expected());
            assertThat(day.p90()).isGreaterThan(day.expected());
        });
    }

    @Test
    void shouldNotReadPastTheClosedDay_whenThereIsMore() {
        SplittableRandom random = new SplittableRandom(7);
        double[] sold = random.doubles(400, 0, 20).map(Math::floor).toArray();
        List<MenuHistory.Item> known = List.of(item("a", FIRST, CLOSED_DAY, day -> sold[day - FIRST]));
        List<MenuHistory.Item> more = List.of(item("a", FIRST, CLOSED_DAY + 60, day -> sold[day - FIRST]));

        assertThat(forecast(more, Map.of()).items().get(0).days())
                .isEqualTo(forecast(known, Map.of()).items().get(0).days());
    }

    @Test
    void shouldForecastEachItem_whenTheMenuIsHuge() {
        SplittableRandom random = new SplittableRandom(3);
        List<MenuHistory.Item> items = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int mean = 1 + i % 5;
            items.add(item("i" + i, FIRST, CLOSED_DAY, day -> random.nextInt(2 * mean)));
        }

        MenuForecast forecast = forecast(items, Map.of());

        assertThat(forecast.items()).hasSize(2_000);
        assertThat(forecast.total().days())
                .allSatisfy(day -> assertThat(day.p50()).isBetween(4_700.0, 5_300.0));
    }

    @Test
    void shouldServeTheModelAndSayWhy_whenItDidBetterOnTheseWeeks() {
        // Sales grow by a fifth a week: exponential smoothing lags behind, and a model that adds to it does not.
        List<MenuHistory.Item> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int phase = i;
            items.add(
                    item("i" + i, FIRST, CLOSED_DAY, day -> Math.rint(Math.exp(0.026 * (day - FIRST) - phase * 0.1))));
        }

        try (DemandModel model = TinyDemandModels.loaded(Origin.SIMULATED, 0, false, 1.0)) {
            MenuForecast forecast = DemandForecaster.forecast(model, history(items), HourProfile.NONE, CLOSED_DAY);

            assertThat(forecast.items()).allSatisfy(item -> {
                assertThat(item.served()).isEqualTo(Method.MODEL);
                assertThat(item.why()).contains("by the model").contains("over 28 of its own days");
                assertThat(item.errors()).containsOnlyKeys(Method.values());
                assertThat(error(item, Method.MODEL).pinball())
                        .isLessThan(error(item, Method.EXPONENTIAL_SMOOTHING).pinball());
            });
            assertThat(forecast.why()).contains("it is served where an item's own days agree");
        }
    }

    @Test
    void shouldServeABaseline_whenTheModelDidWorse() {
        SplittableRandom random = new SplittableRandom(11);
        List<MenuHistory.Item> items = List.of(item("a", FIRST, CLOSED_DAY, day -> 5 + random.nextInt(10)));

        try (DemandModel model = TinyDemandModels.loaded(Origin.SIMULATED, 0, true, 2.0)) {
            MenuForecast forecast = DemandForecaster.forecast(model, history(items), HourProfile.NONE, CLOSED_DAY);

            assertThat(forecast.items().get(0).served()).isNotEqualTo(Method.MODEL);
            assertThat(forecast.total().served()).isNotEqualTo(Method.MODEL);
            assertThat(forecast.why()).endsWith("it is served for none");
        }
    }

    @Test
    void shouldTrustOnlyAProvenModelOfRealData_whenItHasSeenTheWeeksThatWouldJudgeIt() {
        SplittableRandom random = new SplittableRandom(12);
        List<MenuHistory.Item> items = List.of(item("a", FIRST, CLOSED_DAY, day -> 5 + random.nextInt(10)));

        try (DemandModel proven = TinyDemandModels.loaded(Origin.CLUSTER, CLOSED_DAY, true, 0);
                DemandModel unproven = TinyDemandModels.loaded(Origin.CLUSTER, CLOSED_DAY, false, 0)) {
            MenuForecast trusted = DemandForecaster.forecast(proven, history(items), HourProfile.NONE, CLOSED_DAY);
            MenuForecast not = DemandForecaster.forecast(unproven, history(items), HourProfile.NONE, CLOSED_DAY);

            assertThat(trusted.items().get(0).served()).isEqualTo(Method.MODEL);
            assertThat(trusted.why()).contains("learned from these weeks");
            assertThat(not.items().get(0).served()).isNotEqualTo(Method.MODEL);
            assertThat(not.items().get(0).errors()).doesNotContainKey(Method.MODEL);
        }
    }

    @Test
    void shouldNotTrustASimulatedModel_whenTheRestaurantIsYoung() {
        List<MenuHistory.Item> items = List.of(item("a", CLOSED_DAY - 20, CLOSED_DAY, day -> 5));

        try (DemandModel model = TinyDemandModels.loaded(Origin.SIMULATED, 0, true, 0)) {
            MenuForecast forecast = DemandForecaster.forecast(model, history(items), HourProfile.NONE, CLOSED_DAY);

            assertThat(forecast.items().get(0).served()).isEqualTo(Method.EXPONENTIAL_SMOOTHING);
            assertThat(forecast.items().get(0).evidence()).isEqualTo(Evidence.SHORT);
            assertThat(forecast.items().get(0).why()).isEqualTo("nothing could be back-tested yet");
        }
    }

    private static MethodError error(SeriesForecast series, Method method) {
        return Objects.requireNonNull(series.errors().get(method));
    }

    private static MenuHistory history(List<MenuHistory.Item> items) {
        return new MenuHistory(items, Map.of());
    }

    private static MenuForecast forecast(List<MenuHistory.Item> items, Map<Integer, DayFacts> facts) {
        MenuHistory history = new MenuHistory(items, Map.of(), facts, MenuHistory::lastIn);
        return DemandForecaster.forecast(null, history, HourProfile.NONE, CLOSED_DAY);
    }
}

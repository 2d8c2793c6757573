package io.menuflow.models.demand;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.CutForecasts.Entry;
import io.menuflow.models.demand.DayDemand.State;
import io.menuflow.models.demand.SeriesForecast.Evidence;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.outlook.Manifest.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts what a menu will sell after a day close, and says of each item by which method and why: the one that did best
 * when the last weeks were forecast from the day closes before them. A pure function of the history up to the day close,
 * what people told of days to come, and the model: nothing is remembered, so it does not matter when, how often or where
 * it is computed.
 */
public final class DemandForecaster {

    /** Days that are forecast. */
    public static final int HORIZON = 14;

    /** Day closes that are forecast from in the back-test, a horizon apart. */
    private static final int ORIGINS = 4;
    /** Days of history that a day close of the back-test needs. */
    private static final int LEAST_DAYS = 28;
    /** Observed days below which an item is new. */
    private static final int NEW_DAYS = 14;

    private final @Nullable DemandModel model;
    private final MenuDays days;
    private final HourProfile hours;
    private final CutForecasts toCome;
    private final Map<String, Map<Method, ErrorSums>> errors = new HashMap<>();
    private final Map<Method, ErrorSums> menuErrors = new EnumMap<>(Method.class);

    private DemandForecaster(@Nullable DemandModel model, MenuDays days, HourProfile hours) {
        this.model = model;
        this.days = days;
        this.hours = hours;
        toCome = toCome(days);
    }

    /** The business days of history that a forecast after a day close needs. */
    public static DayRange needs(int closedDay) {
        return new DayRange(closedDay - HORIZON * ORIGINS - DemandCut.SPAN + 1, closedDay);
    }

    /**
     * Forecasts the {@link #HORIZON} days after a day close.
     *
     * @param model null when there is none in force
     * @param history with the days that {@link #needs} says, if there were so many
     * @param hours of the days that {@link HourProfile#needs} says
     */
    public static MenuForecast forecast(
            @Nullable DemandModel model, MenuHistory history, HourProfile hours, int closedDay) {
        MenuDays days = new MenuDays(history, needs(closedDay).first(), closedDay);
        return new DemandForecaster(model, days, hours).forecast();
    }

    /**
     * Forecasts after a day close, and tells every method's forecasts of the days after it that have come meanwhile, with
     * what sold.
     *
     * @param history with days after the closed one, which forecasts do not see
     */
    public static List<Compared> compare(
            @Nullable DemandModel model, MenuHistory history, HourProfile hours, int closedDay) {
        MenuDays days = new MenuDays(history, needs(closedDay).first(), closedDay);
        MenuDays after = new MenuDays(history, closedDay + 1, closedDay + HORIZON);
        DemandForecaster forecaster = new DemandForecaster(model, days, hours);
        MenuForecast forecast = forecaster.forecast();
        return new Comparison(forecaster.toCome, model != null).with(forecast, after);
    }

    private MenuForecast forecast() {
        CutForecasts now = toCome;
        List<CutForecasts> past = past(now);
        boolean modelIsJudged = model != null && past.stream().noneMatch(cut -> saw(cut.cut.cut)) && !past.isEmpty();
        List<CutForecasts> all = new ArrayList<>(past);
        all.add(now);
        ask(all);
        past.forEach(cut -> compare(cut, modelIsJudged));
        boolean trusted = model != null && !modelIsJudged && isTrusted(model);
        Choice choice = new Choice(menuErrors, trusted);
        HourSplit split = new HourSplit(hours, days.closedDay);
        List<SeriesForecast> items = new ArrayList<>();
        SeriesForecast total = null;
        for (Entry entry : now.entries) {
            Map<Method, ErrorSums> its = errors.getOrDefault(entry.series.series.id(), Map.of());
            boolean isTotal = entry.series.series.isTotal();
            Choice.Served served = isTotal ? choice.total(its, trusted) : choice.item(its);
            SeriesForecast forecast = series(now, entry, its, served, split);
            if (isTotal) {
                total = forecast;
            } else {
                items.add(forecast);
            }
        }
        if (total == null) {
            throw new IllegalStateException("everything together is always asked for");
        }
        return new MenuForecast(
                days.closedDay, model == null ? null : model.manifest(), total, items, told(menuErrors), choice.why);
    }

    /** The days to come, of everything and of every item, but for those on which nothing can be sold. */
    private static CutForecasts toCome(MenuDays days) {
        DemandCut cut = new DemandCut(days, days.closedDay, HORIZON);
        CutForecasts asked = new CutForecasts(cut);
        asked.ask(cut.total, openDays(days, cut.total));
        cut.items.forEach(item -> asked.ask(item, openDays(days, item)));
        return asked;
    }

    private static int[] openDays(MenuDays days, SeriesCut series) {
        int[] open = new int[HORIZON];
        int count = 0;
        for (int day = series.cut + 1; day <= series.cut + HORIZON; day++) {
            if (state(days, series, day) == State.OPEN) {
                open[count++] = day;
            }
        }
        return Arrays.copyOf(open, count);
    }

    private static State state(MenuDays days, SeriesCut series, int day) {
        if (days.isRest(day, series.cut)) {
            return State.CLOSED;
        }
        return MenuDays.isOnMenu(series.series, day, day) ? State.OPEN : State.NOT_ON_MENU;
    }

    /** Day closes before, of what is forecast now, and days after them on which something could be sold. */
    private List<CutForecasts> past(CutForecasts now) {
        List<CutForecasts> past = new ArrayList<>();
        boolean unseen = model != null && !saw(days.closedDay - HORIZON);
        for (int origin = 1; origin <= ORIGINS; origin++) {
            int at = days.closedDay - HORIZON * origin;
            if (days.firstSold == MenuHistory.NEVER || at - LEAST_DAYS + 1 < days.firstSold || (unseen && saw(at))) {
                break;
            }
            past.add(Origins.past(days, at, HORIZON, now));
        }
        return past;
    }

    /** Features of all day closes go through the model in one call. */
    private void ask(List<CutForecasts> all) {
        if (model == null) {
            return;
        }
        int rows = all.stream().mapToInt(CutForecasts::rows).sum();
        float[] values = new float[rows * DemandFeatures.count()];
        int at = 0;
        for (CutForecasts cut : all) {
            cut.write(values, at * DemandFeatures.count());
            at += cut.rows();
        }
        float[][] quantiles = model.quantiles(values, rows);
        at = 0;
        for (CutForecasts cut : all) {
            cut.correct(quantiles, at);
            at += cut.rows();
        }
    }

    private void compare(CutForecasts cut, boolean withModel) {
        Forecast forecast = new Forecast();
        for (Entry entry : cut.entries) {
            Map<Method, ErrorSums> its =
                    errors.computeIfAbsent(entry.series.series.id(), added -> new EnumMap<>(Method.class));
            for (Method method : Method.values()) {
                if (method == Method.MODEL && !withModel) {
                    continue;
                }
                ErrorSums sums = new ErrorSums();
                for (int i = 0; i < entry.days.length; i++) {
                    sums.add(
                            cut.by(method, entry, i, forecast),
                            entry.series.sold(entry.days[i]),
                            entry.yardsticks.scale);
                }
                its.computeIfAbsent(method, added -> new ErrorSums()).add(sums);
                if (!entry.series.series.isTotal()) {
                    menuErrors.computeIfAbsent(method, added -> new ErrorSums()).add(sums);
                }
            }
        }
    }

    private SeriesForecast series(
            CutForecasts now, Entry entry, Map<Method, ErrorSums> errors, Choice.Served served, HourSplit split) {
        SeriesCut series = entry.series;
        List<DayDemand> told = new ArrayList<>(HORIZON);
        Forecast forecast = new Forecast();
        int next = 0;
        for (int day = series.cut + 1; day <= series.cut + HORIZON; day++) {
            if (next < entry.days.length && entry.days[next] == day) {
                told.add(now.by(served.method(), entry, next++, forecast).of(day));
            } else {
                told.add(DayDemand.none(day, state(days, series, day)));
            }
        }
        Evidence evidence = evidence(series, errors.get(Method.EXPONENTIAL_SMOOTHING));
        return new SeriesForecast(
                series.series.id(),
                series.isWhole(),
                told,
                evidence,
                served.method(),
                evidence == Evidence.NEVER_SOLD
                        ? "on the menu for " + series.observed + " open days and never sold: forecast from that alone"
                        : served.why(),
                told(errors),
                split.of(series.series.item));
    }

    private static Evidence evidence(SeriesCut series, @Nullable ErrorSums own) {
        if (series.observed < NEW_DAYS) {
            return Evidence.NEW;
        }
        if (series.series.item != null && series.series.item.lastSold() == MenuHistory.NEVER) {
            return Evidence.NEVER_SOLD;
        }
        return own != null && own.days >= Choice.ENOUGH ? Evidence.BACK_TESTED : Evidence.SHORT;
    }

    private static Map<Method, MethodError> told(Map<Method, ErrorSums> sums) {
        Map<Method, MethodError> told = new EnumMap<>(Method.class);
        sums.forEach((method, its) -> told.put(method, its.error()));
        return told;
    }

    /** Whether the model learned from what sold after a day close. Simulated restaurants are not this one. */
    private boolean saw(int cut) {
        return model != null
                && model.manifest().origin() != Origin.SIMULATED
                && cut < model.manifest().trainedUntil();
    }

    /** Before there is a back-test: what was proven on simulated restaurants only is not proven on a real one. */
    private static boolean isTrusted(DemandModel model) {
        return model.manifest().better() && model.manifest().origin() != Origin.SIMULATED;
    }
}

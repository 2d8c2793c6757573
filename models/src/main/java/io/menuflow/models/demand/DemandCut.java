package io.menuflow.models.demand;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.demand.MenuDays.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A menu at a day close, as forecasts are made from: its restaurant's week, and every item's level. */
final class DemandCut {

    /** Business days that are looked back on, the closed one included. */
    static final int SPAN = 91;

    private static final int CRUDE_DAYS = 28;
    private static final int FEW = 3;
    private static final int WEEK = HourProfile.WEEKDAYS;

    final MenuDays days;
    final int cut;
    final int from;
    final SeriesCut total;
    final List<SeriesCut> items = new ArrayList<>();
    /** Mean highest temperature of four weeks, NaN when it was not told; and the share of days with bad weather. */
    final double temperature;

    final double wet;

    DemandCut(MenuDays days, int cut, int horizon) {
        this.days = days;
        this.cut = cut;
        from = Math.max(days.first, cut - SPAN + 1);
        total = new SeriesCut(days, days.total, from, cut);
        double[] even = new double[WEEK];
        Arrays.fill(even, 1);
        total.learnWeek(even);
        double own = total.crude(CRUDE_DAYS);
        total.smooth(Double.isNaN(own) ? 0 : own);
        int pace = best(total.scaled);
        total.settle(pace, scatter(List.of(total), pace));
        for (Series series : days.items) {
            if (days.isForecast(series, cut, horizon)) {
                SeriesCut item = new SeriesCut(days, series, from, cut);
                item.learnWeek(total.week);
                items.add(item);
            }
        }
        smoothItems();
        double degrees = 0;
        int told = 0;
        double wetDays = 0;
        int weathers = 0;
        for (int day = cut - CRUDE_DAYS + 1; day <= cut; day++) {
            DayFacts facts = days.facts(day);
            if (facts.temperature() != null) {
                degrees += facts.temperature();
                told++;
            }
            if (facts.weather() != null) {
                wetDays += Weather.isWet(facts.weather()) ? 1 : 0;
                weathers++;
            }
        }
        temperature = told == 0 ? Double.NaN : degrees / told;
        wet = weathers == 0 ? Double.NaN : wetDays / weathers;
    }

    /** Levels begin with the median of their category, where it has some items, else of the menu. */
    private void smoothItems() {
        Map<String, List<Double>> categories = new HashMap<>();
        List<Double> menu = new ArrayList<>();
        for (SeriesCut item : items) {
            double crude = item.crude(CRUDE_DAYS);
            if (!Double.isNaN(crude)) {
                menu.add(crude);
                categories
                        .computeIfAbsent(category(item), added -> new ArrayList<>())
                        .add(crude);
            }
        }
        Map<String, Double> priors = new HashMap<>();
        categories.forEach((category, its) -> priors.put(category, median(its.size() < FEW ? menu : its)));
        double whole = median(menu);
        double[] scaled = new double[SeriesCut.PACES.length];
        for (SeriesCut item : items) {
            item.smooth(priors.getOrDefault(category(item), whole));
            for (int pace = 0; pace < scaled.length; pace++) {
                scaled[pace] += item.scaled[pace];
            }
        }
        int pace = best(scaled);
        double scatter = scatter(items, pace);
        items.forEach(item -> item.settle(pace, scatter));
    }

    private static String category(SeriesCut item) {
        String category = item.series.item == null ? null : item.series.item.category();
        return category == null ? "" : category;
    }

    private static int best(double[] errors) {
        int best = 0;
        for (int pace = 1; pace < errors.length; pace++) {
            best = errors[pace] < errors[best] ? pace : best;
        }
        return best;
    }

    private static double scatter(List<SeriesCut> series, int pace) {
        double squares = 0;
        double expected = 0;
        for (SeriesCut one : series) {
            squares += one.squares[pace];
            expected += one.expected(pace);
        }
        return expected > 0 ? Math.max(1, squares / expected) : 1;
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

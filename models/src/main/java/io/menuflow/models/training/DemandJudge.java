package io.menuflow.models.training;

import io.menuflow.models.demand.Compared;
import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.Method;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts a restaurant from day closes that are past, by every method, and adds up how that turned out, by kind of series,
 * contender and week. What is served is what a node would have served at each day close.
 */
final class DemandJudge {

    static final String TOTAL = "restaurant";
    static final String TOP = "30 best sellers";
    static final String ALL = "all items";
    static final String HOURS = "all items by hour";
    static final String TOTAL_HOURS = "restaurant by hour";

    static final String MODEL = "model";
    static final String SERVED = "served";
    static final String NAIVE = "same weekday last week";
    static final String MEAN = "mean of four same weekdays";
    static final String SMOOTHING = "exponential smoothing";
    static final String RIDGE = "specification's ridge";
    /** What a model is held against. */
    static final List<String> BASELINES = List.of(NAIVE, MEAN, SMOOTHING, RIDGE);

    private static final int BEST_SELLERS = 30;
    private static final int WEEK = 7;

    private final RestaurantHistory restaurant;
    private final @Nullable DemandModel model;
    private final @Nullable HourSales hours;
    private final Judged judged = new Judged();
    private final Map<String, Double> usual = new TreeMap<>();
    private final Set<String> bestSellers = new HashSet<>();

    /** How one restaurant's forecasts turned out: sums by kind of series, contender and week. */
    static final class Judged {
        final Map<String, Map<String, Map<Integer, DemandSums>>> sums = new TreeMap<>();
        final Map<Integer, DemandReport.Day> days = new TreeMap<>();
        int forecasts;

        DemandSums sums(String kind, String contender, int day) {
            return sums.computeIfAbsent(kind, added -> new TreeMap<>())
                    .computeIfAbsent(contender, added -> new TreeMap<>())
                    .computeIfAbsent(Math.floorDiv(day + 3, WEEK), added -> new DemandSums());
        }
    }

    private DemandJudge(RestaurantHistory restaurant, @Nullable DemandModel model) {
        this.restaurant = restaurant;
        this.model = model;
        hours = restaurant.hours() == null ? null : restaurant.hours().get();
    }

    /**
     * Judges forecasts from day closes.
     *
     * @param closes ascending, each with a horizon of days after it
     */
    static Judged judge(RestaurantHistory restaurant, int[] closes, @Nullable DemandModel model) {
        DemandJudge judge = new DemandJudge(restaurant, model);
        if (closes.length > 0) {
            judge.sellers(closes[0]);
            PolynomialRidge ridge =
                    new PolynomialRidge(restaurant.history(), restaurant.firstDay(), closes[0], restaurant.lastDay());
            for (int close : closes) {
                judge.judge(close, ridge);
            }
        }
        return judge.judged;
    }

    /** What sold best in the thirteen weeks before the first day close, and how much of each item that was a day. */
    private void sellers(int close) {
        int days = Math.min(91, close - restaurant.firstDay() + 1);
        double all = 0;
        for (MenuHistory.Item item : restaurant.history().items()) {
            double units = 0;
            for (long sold : item.days().unitsByDay(close - days + 1, days)) {
                units += sold / (double) Fixed.ONE / days;
            }
            usual.put(item.itemId(), units);
            all += units;
        }
        usual.put("", all);
        usual.entrySet().stream()
                .filter(item -> !item.getKey().isEmpty())
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(BEST_SELLERS)
                .forEach(item -> bestSellers.add(item.getKey()));
    }

    private void judge(int close, PolynomialRidge ridge) {
        HourProfile profile = hours == null ? HourProfile.NONE : hours.profile(close);
        Map<String, Map<Integer, DayDemand>> ridges = ridge.after(close, DemandForecaster.HORIZON);
        HourJudge byHour = hours == null ? null : new HourJudge(hours, profile, restaurant.firstDay(), close, judged);
        for (Compared day : DemandForecaster.compare(model, restaurant.history(), profile, close)) {
            judged.forecasts++;
            List<String> kinds = day.itemId().isEmpty()
                    ? List.of(TOTAL)
                    : bestSellers.contains(day.itemId()) ? List.of(ALL, TOP) : List.of(ALL);
            DayDemand ofRidge = ridges.getOrDefault(day.itemId(), Map.of()).get(day.day());
            for (String kind : kinds) {
                add(kind, day, ofRidge);
            }
            DayDemand answer = day.by().get(day.served());
            if (answer != null && byHour != null) {
                byHour.judge(day, answer);
            }
            if (answer != null && day.itemId().isEmpty() && day.day() - close <= WEEK) {
                judged.days.putIfAbsent(
                        day.day(),
                        new DemandReport.Day(day.day(), day.sold(), answer.p10(), answer.p50(), answer.p90()));
            }
        }
    }

    private void add(String kind, Compared day, @Nullable DayDemand ofRidge) {
        day.by().forEach((method, forecast) -> {
            double[] ranks = day.ranks().getOrDefault(method, new double[0]);
            add(kind, name(method), day, forecast, ranks);
            if (method == day.served()) {
                add(kind, SERVED, day, forecast, ranks);
            }
        });
        // An item that never sold before has no launch: the ridge says nothing of it, and nothing is what it says.
        DayDemand ridge =
                ofRidge != null ? ofRidge : new DayDemand(day.day(), DayDemand.State.OPEN, 0, 0, 0, 0, Double.NaN);
        add(kind, RIDGE, day, ridge, new double[0]);
    }

    private void add(String kind, String contender, Compared day, DayDemand forecast, double[] ranks) {
        judged.sums(kind, contender, day.day())
                .add(forecast, day.sold(), day.scale(), usual.getOrDefault(day.itemId(), 0.0), ranks);
    }

    static String name(Method method) {
        return switch (method) {
            case SEASONAL_NAIVE -> NAIVE;
            case SAME_WEEKDAY_MEAN -> MEAN;
            case EXPONENTIAL_SMOOTHING -> SMOOTHING;
            case MODEL -> MODEL;
        };
    }

    /** Contenders in the order in which they are told. */
    static List<String> order() {
        List<String> order = new ArrayList<>(List.of(SERVED, MODEL));
        order.addAll(BASELINES);
        return order;
    }
}

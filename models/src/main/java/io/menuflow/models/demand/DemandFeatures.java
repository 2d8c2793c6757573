package io.menuflow.models.demand;

import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a demand model reads of a series and a day to come, named and in order. Training and forecasting both come through
 * here. What sold is told in standard deviations from what exponential smoothing expects of the day, so that a café and a
 * canteen look alike.
 */
public final class DemandFeatures {

    private static final List<DemandFeature> ALL = all();

    private DemandFeatures() {}

    /**
     * One number about a series and a day to come. NaN is missing, never zero.
     *
     * @param name stable: models know it by this
     * @param unit what it counts
     * @param windowDays business days it looks back on, the closed one included; 0 when it is none of them
     */
    record DemandFeature(String name, String unit, int windowDays, ToDoubleFunction<DemandPoint> value) {}

    /** The features as models name them. */
    public static List<FeatureRef> refs() {
        return ALL.stream()
                .map(feature -> new FeatureRef(feature.name(), feature.unit(), feature.windowDays()))
                .toList();
    }

    static int count() {
        return ALL.size();
    }

    /** Writes the features of a point. */
    static void write(DemandPoint point, float[] into, int at) {
        for (int i = 0; i < ALL.size(); i++) {
            into[at + i] = (float) ALL.get(i).value().applyAsDouble(point);
        }
    }

    private static List<DemandFeature> all() {
        List<DemandFeature> all = new ArrayList<>();
        places(all);
        sales(all);
        restaurant(all);
        facts(all);
        prices(all);
        return List.copyOf(all);
    }

    private static void places(List<DemandFeature> all) {
        all.add(new DemandFeature("horizon", "days", 0, x -> x.day - x.cut.cut));
        all.add(new DemandFeature("weekday", "0 Monday to 6", 0, x -> HourProfile.weekday(x.day)));
        all.add(new DemandFeature("season_sin", "of a year", 0, DemandPoint::seasonSin));
        all.add(new DemandFeature("season_cos", "of a year", 0, DemandPoint::seasonCos));
        all.add(new DemandFeature("observed_days", "days", 91, x -> x.series.observed));
    }

    private static void sales(List<DemandFeature> all) {
        all.add(new DemandFeature("expected", "log units", 91, x -> StrictMath.log(x.mean + 0.01)));
        all.add(new DemandFeature("signal", "mean by deviation", 91, x -> x.signal));
        all.add(new DemandFeature("scatter", "variance by mean", 91, x -> x.series.scatter));
        all.add(new DemandFeature("last_weekday", "deviations", 28, x -> x.deviations(x.naive)));
        all.add(new DemandFeature("four_weekdays", "deviations", 56, x -> x.deviations(x.fourWeekdays)));
        all.add(new DemandFeature("week", "deviations", 7, x -> x.recent(0)));
        all.add(new DemandFeature("four_weeks", "deviations", 28, x -> x.recent(1)));
        all.add(new DemandFeature("thirteen_weeks", "deviations", 91, x -> x.recent(2)));
        all.add(new DemandFeature("idle", "log units missed", 91, x -> StrictMath.log1p(x.series.idle)));
    }

    private static void restaurant(List<DemandFeature> all) {
        all.add(new DemandFeature("share", "log of everything", 91, DemandPoint::logShare));
        all.add(new DemandFeature("restaurant_week", "deviations", 7, x -> x.restaurant(0)));
        all.add(new DemandFeature("restaurant_four_weeks", "deviations", 28, x -> x.restaurant(1)));
        all.add(new DemandFeature("restaurant_thirteen_weeks", "deviations", 91, x -> x.restaurant(2)));
    }

    private static void facts(List<DemandFeature> all) {
        all.add(new DemandFeature("holiday", "0 or 1", 0, x -> x.facts.holiday() ? 1 : 0));
        all.add(new DemandFeature("holiday_near", "0 or 1", 0, DemandPoint::holidayNear));
        all.add(new DemandFeature("event", "0 or 1", 0, x -> x.facts.event() != null ? 1 : 0));
        all.add(new DemandFeature("warmer", "°C than four weeks", 28, DemandPoint::warmer));
        all.add(new DemandFeature("wetter", "than four weeks", 28, DemandPoint::wetter));
    }

    private static void prices(List<DemandFeature> all) {
        all.add(new DemandFeature("price", "log, against four weeks", 28, x -> x.price));
        all.add(new DemandFeature("price_pull", "deviations a log", 28, x -> x.price * x.signal));
        all.add(new DemandFeature("price_cut", "log, against the highest", 56, x -> x.priceCut));
    }
}

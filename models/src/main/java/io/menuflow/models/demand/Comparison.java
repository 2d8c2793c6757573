package io.menuflow.models.demand;

import io.menuflow.models.demand.CutForecasts.Entry;
import io.menuflow.models.demand.MenuDays.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every method's forecasts of one day close beside what sold. */
final class Comparison {

    private final CutForecasts forecasts;
    private final List<Method> methods = new ArrayList<>();

    Comparison(CutForecasts forecasts, boolean withModel) {
        this.forecasts = forecasts;
        for (Method method : Method.values()) {
            if (method != Method.MODEL || withModel) {
                methods.add(method);
            }
        }
    }

    /** Days of which it is known what was wanted; nothing is said of others. */
    List<Compared> with(MenuForecast forecast, MenuDays after) {
        Map<String, SeriesForecast> told = new HashMap<>();
        forecast.items().forEach(item -> told.put(item.itemId(), item));
        told.put("", forecast.total());
        Map<String, Series> sold = new HashMap<>();
        after.items.forEach(series -> sold.put(series.id(), series));
        sold.put("", after.total);
        List<Compared> compared = new ArrayList<>();
        for (Entry entry : forecasts.entries) {
            SeriesForecast its = told.get(entry.series.series.id());
            Series came = sold.get(entry.series.series.id());
            if (its != null && came != null) {
                for (DayDemand day : its.days()) {
                    double units = came.units[day.day() - after.first];
                    if (!Double.isNaN(units)) {
                        compared.add(compared(entry, its, day, units));
                    }
                }
            }
        }
        return compared;
    }

    private Compared compared(Entry entry, SeriesForecast told, DayDemand day, double sold) {
        Map<Method, DayDemand> by = new EnumMap<>(Method.class);
        Map<Method, double[]> ranks = new EnumMap<>(Method.class);
        int at = day.state() == DayDemand.State.OPEN ? entry.at(day.day()) : -1;
        Forecast forecast = new Forecast();
        for (Method method : methods) {
            by.put(
                    method,
                    at < 0 ? day : forecasts.by(method, entry, at, forecast).of(day.day()));
            if (at >= 0 && (method == Method.EXPONENTIAL_SMOOTHING || method == Method.MODEL)) {
                ranks.put(method, forecasts.ranks(method, entry, at, sold));
            }
        }
        return new Compared(
                told.itemId(),
                told.whole(),
                entry.series.cut,
                day.day(),
                sold,
                entry.yardsticks.scale,
                told.served(),
                by,
                ranks,
                told.hours());
    }
}

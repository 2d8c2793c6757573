package io.menuflow.topology.demand;

import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.HourShares;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.demand.Method;
import io.menuflow.models.demand.MethodError;
import io.menuflow.models.demand.SeriesForecast;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.ForecastError;
import io.menuflow.schemas.avro.ForecastEvidence;
import io.menuflow.schemas.avro.ForecastHours;
import io.menuflow.schemas.avro.ForecastMethod;
import io.menuflow.schemas.avro.ForecastState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A menu's forecast as it is published. */
public final class Forecasts {

    /** The item id that stands for everything a restaurant sells. */
    public static final String TOTAL = "";

    private static final int WEEKDAYS = 7;

    private Forecasts() {}

    /** The records of a forecast by item, that of the restaurant as a whole under {@link #TOTAL}. */
    public static Map<String, DemandForecast> of(String restaurant, MenuForecast forecast) {
        Map<String, DemandForecast> records = new TreeMap<>();
        for (SeriesForecast item : forecast.items()) {
            records.put(item.itemId(), series(restaurant, forecast, item).build());
        }
        records.put(
                TOTAL,
                series(restaurant, forecast, forecast.total())
                        .setMenuErrors(errors(forecast.errors()))
                        .setMenuWhy(forecast.why())
                        .build());
        return records;
    }

    private static DemandForecast.Builder series(String restaurant, MenuForecast forecast, SeriesForecast series) {
        return DemandForecast.newBuilder()
                .setRestaurantId(restaurant)
                .setItemId(series.itemId())
                .setClosedDay(LocalDate.ofEpochDay(forecast.closedDay()))
                .setWhole(series.whole())
                .setDays(series.days().stream().map(Forecasts::day).toList())
                .setEvidence(ForecastEvidence.valueOf(series.evidence().name()))
                .setServed(ForecastMethod.valueOf(series.served().name()))
                .setWhy(series.why())
                .setErrors(errors(series.errors()))
                .setHours(hours(series.hours()))
                .setModelVersion(
                        forecast.model() == null ? null : forecast.model().version());
    }

    private static ForecastDay day(DayDemand day) {
        return ForecastDay.newBuilder()
                .setBusinessDay(LocalDate.ofEpochDay(day.day()))
                .setState(ForecastState.valueOf(day.state().name()))
                .setP10(day.p10())
                .setP50(day.p50())
                .setP90(day.p90())
                .setExpected(day.expected())
                .setVariance(day.variance())
                .build();
    }

    private static List<ForecastError> errors(Map<Method, MethodError> errors) {
        List<ForecastError> told = new ArrayList<>();
        for (Method method : Method.values()) {
            MethodError error = errors.get(method);
            if (error != null) {
                told.add(ForecastError.newBuilder()
                        .setMethod(ForecastMethod.valueOf(method.name()))
                        .setDays(error.days())
                        .setPinball(known(error.pinball()))
                        .setWape(known(error.wape()))
                        .setMase(known(error.mase()))
                        .setBias(known(error.bias()))
                        .build());
            }
        }
        return told;
    }

    private static @Nullable Double known(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }

    /** How a published day spreads over its hours. */
    public static HourShares hours(ForecastHours published) {
        double[][] shares = new double[WEEKDAYS][HourProfile.HOURS];
        for (int i = 0; i < WEEKDAYS * HourProfile.HOURS; i++) {
            shares[i / HourProfile.HOURS][i % HourProfile.HOURS] =
                    published.getShares().get(i);
        }
        return HourShares.of(shares, published.getBatch());
    }

    private static @Nullable ForecastHours hours(@Nullable HourShares shares) {
        if (shares == null) {
            return null;
        }
        List<Float> told = new ArrayList<>(WEEKDAYS * HourProfile.HOURS);
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            for (int hour = 0; hour < HourProfile.HOURS; hour++) {
                told.add((float) shares.share(weekday, hour));
            }
        }
        return new ForecastHours(shares.batch(), told);
    }
}

package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.RestaurantDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of days as JSON tells and hears them. */
final class DayJson {

    private DayJson() {}

    /** What is known of a business day beside its sales. */
    record DayView(
            LocalDate date,
            boolean closed,
            boolean holiday,
            @Nullable BigDecimal temperature,
            @Nullable String weather,
            @Nullable String event,
            Instant updatedAt) {}

    /** The days of a span of which something is known. */
    record DaysView(
            String restaurantId, LocalDate from, LocalDate to, List<DayView> days, @Nullable String nextCursor) {}

    static DayView view(RestaurantDay day) {
        Double temperature = day.getTemperature();
        return new DayView(
                day.getDate(),
                day.getClosed(),
                day.getHoliday(),
                temperature == null ? null : BigDecimal.valueOf(temperature),
                day.getWeather(),
                day.getEvent(),
                day.getUpdatedAt());
    }

    /** Reads a day; what is left out is not known, or false. */
    static RestaurantDay read(JsonFields fields, String restaurant, LocalDate date, Instant now) {
        BigDecimal temperature = fields.optionalDecimal("temperature");
        RestaurantDay day = RestaurantDay.newBuilder()
                .setRestaurantId(restaurant)
                .setDate(date)
                .setClosed(fields.bool("closed", false))
                .setHoliday(fields.bool("holiday", false))
                .setTemperature(temperature == null ? null : (Double) temperature.doubleValue())
                .setWeather(fields.optionalText("weather"))
                .setEvent(fields.optionalText("event"))
                .setUpdatedAt(now)
                .build();
        fields.rejectUnknown();
        return day;
    }
}

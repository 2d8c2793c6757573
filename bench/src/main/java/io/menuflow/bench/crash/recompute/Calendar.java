package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.Restaurant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an instant lies in a restaurant's days, straight from the published record. */
record Calendar(List<CalendarPeriod> periods) {

    static Calendar of(Restaurant restaurant) {
        return new Calendar(restaurant.getCalendars());
    }

    /**
     * A moment by the restaurant's clock.
     *
     * @param daypart its name, null for none
     */
    record Moment(LocalDate day, int hour, @Nullable String daypart, boolean pricesIncludeTax) {}

    Moment at(Instant instant) {
        Moment moment = null;
        for (CalendarPeriod period : periods) { // the last one whose first day is not after the instant's
            LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneId.of(period.getZone()));
            LocalDate day = local.minusMinutes(period.getCutOffMinutes()).toLocalDate();
            if (moment == null || !day.isBefore(period.getEffectiveFrom())) {
                moment = new Moment(day, local.getHour(), daypart(period, local), period.getPricesIncludeTax());
            }
        }
        if (moment == null) {
            throw new IllegalStateException("a restaurant without a calendar");
        }
        return moment;
    }

    private static @Nullable String daypart(CalendarPeriod period, LocalDateTime local) {
        int minute = local.getHour() * 60 + local.getMinute();
        for (DaypartPeriod part : period.getDayparts()) {
            int start = part.getStartMinute();
            int end = part.getEndMinute() % (24 * 60);
            boolean contains = start < end ? minute >= start && minute < end : minute >= start || minute < end;
            if (contains) {
                return part.getName();
            }
        }
        return null;
    }
}

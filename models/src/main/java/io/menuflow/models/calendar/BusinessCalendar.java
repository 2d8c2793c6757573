package io.menuflow.models.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A restaurant's business days: an instant belongs to the local date it falls on, or to the day before when it is
 * earlier than the cut-off. Local time decides, so a day with a daylight-saving change has 23 or 25 hours. Periods are
 * effective-dated: each rules the business days from its first on.
 */
public record BusinessCalendar(List<Period> periods) {

    /** Dayparts per period; the stored slots have room for these. */
    public static final int MAX_DAYPARTS = 15;

    /** What holds from a business day on. */
    public record Period(
            int effectiveFrom, ZoneId zone, LocalTime cutOff, boolean pricesIncludeTax, List<Daypart> dayparts) {
        public Period {
            dayparts = List.copyOf(dayparts);
            if (dayparts.size() > MAX_DAYPARTS) {
                throw new IllegalArgumentException("at most " + MAX_DAYPARTS + " dayparts");
            }
        }

        /** The 1-based index of the first daypart that contains a local time, 0 for none. */
        public int daypart(LocalTime time) {
            for (int i = 0; i < dayparts.size(); i++) {
                if (dayparts.get(i).contains(time)) {
                    return i + 1;
                }
            }
            return 0;
        }
    }

    /** A named part of the day; it spans midnight when its end is not after its start. */
    public record Daypart(String name, LocalTime start, LocalTime end) {
        boolean contains(LocalTime time) {
            boolean fromStart = !time.isBefore(start);
            boolean beforeEnd = time.isBefore(end);
            return start.isBefore(end) ? (fromStart && beforeEnd) : (fromStart || beforeEnd);
        }
    }

    /**
     * Where an instant lies.
     *
     * @param day business day since 1970-01-01
     * @param hour local hour of the clock, 0..23
     * @param daypart 1-based index into the period's dayparts, 0 for none
     */
    public record Moment(int day, int hour, int daypart, boolean pricesIncludeTax) {}

    public BusinessCalendar {
        periods = List.copyOf(periods);
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a calendar needs a period");
        }
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).effectiveFrom() <= periods.get(i - 1).effectiveFrom()) {
                throw new IllegalArgumentException("calendar periods must ascend by effective_from");
            }
        }
    }

    /** The business day, hour and daypart of an instant. */
    public Moment at(Instant instant) {
        int next = Integer.MAX_VALUE;
        for (int i = periods.size() - 1; i >= 0; i--) {
            Period period = periods.get(i);
            LocalDateTime local = LocalDateTime.ofInstant(instant, period.zone());
            int day = (int) local.toLocalDate().toEpochDay()
                    - (local.toLocalTime().isBefore(period.cutOff()) ? 1 : 0);
            if (day >= period.effectiveFrom() || i == 0) {
                // A zone that moves west makes two readings of one evening overlap: the old period keeps its last day.
                return moment(Math.min(day, next - 1), local.toLocalTime(), period);
            }
            next = period.effectiveFrom();
        }
        throw new IllegalStateException("unreachable: the first period rules everything before it");
    }

    /** The period that rules a business day. */
    public Period on(int day) {
        for (int i = periods.size() - 1; i > 0; i--) {
            if (periods.get(i).effectiveFrom() <= day) {
                return periods.get(i);
            }
        }
        return periods.get(0);
    }

    /** The 1-based index of a daypart on a business day, or 0 when the day has none of that name. */
    public int daypart(int day, String name) {
        List<Daypart> dayparts = on(day).dayparts();
        for (int i = 0; i < dayparts.size(); i++) {
            if (dayparts.get(i).name().equalsIgnoreCase(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Moment moment(int day, LocalTime time, Period period) {
        return new Moment(day, time.getHour(), period.daypart(time), period.pricesIncludeTax());
    }
}

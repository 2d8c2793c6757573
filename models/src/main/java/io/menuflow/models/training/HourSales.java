package io.menuflow.models.training;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.HourProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a restaurant's items sold by hour: more than a stream keeps, to judge forecasts by hour with. */
public final class HourSales {

    /** The item that stands for everything. */
    static final String ALL = "";

    private final BusinessCalendar calendar;
    /** Hundred-thousandths of a unit by item, then day and hour together. */
    private final Map<String, Map<Integer, Long>> units = new HashMap<>();

    private final Set<Integer> open = new HashSet<>();

    HourSales(BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    void add(String item, int day, int hour, long sold) {
        int at = day * HourProfile.HOURS + hour;
        open.add(day);
        units.computeIfAbsent(item, added -> new HashMap<>()).merge(at, sold, Long::sum);
        units.computeIfAbsent(ALL, added -> new HashMap<>()).merge(at, sold, Long::sum);
    }

    /** Hundred-thousandths of a unit of an item, or of {@link #ALL}, in an hour of a business day. */
    long units(String item, int day, int hour) {
        return units.getOrDefault(item, Map.of()).getOrDefault(day * HourProfile.HOURS + hour, 0L);
    }

    /** Whether anything was sold on a day. */
    boolean isOpen(int day) {
        return open.contains(day);
    }

    /** The restaurant's hours as they were known at a day close. */
    HourProfile profile(int closedDay) {
        HourProfile.Builder profile = new HourProfile.Builder(calendar.on(closedDay));
        DayRange days = HourProfile.needs(closedDay);
        units.getOrDefault(ALL, Map.of()).forEach((at, sold) -> {
            int day = Math.floorDiv(at, HourProfile.HOURS);
            if (days.contains(day)) {
                profile.add(day, Math.floorMod(at, HourProfile.HOURS), sold);
            }
        });
        return profile.build();
    }
}

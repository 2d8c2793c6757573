package io.menuflow.topology.menu;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.schemas.avro.SoldOutWindow;
import io.menuflow.topology.menu.FaultyRecordException.Faults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The windows in which an item was sold out, and the business days they touch. */
final class SoldOutDays {

    /** The last day of a window without an end. */
    static final int FURTHER_NOTICE = Integer.MAX_VALUE;

    private static final int MAX_WINDOWS = 1_000;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private SoldOutDays() {}

    /** Notes what is wrong with an item's windows. */
    static void check(Faults faults, List<SoldOutWindow> windows) {
        faults.unless(windows.size() <= MAX_WINDOWS, "unavailable", "may have at most " + MAX_WINDOWS + " windows");
        for (int i = 0; i < Math.min(windows.size(), MAX_WINDOWS); i++) {
            SoldOutWindow window = windows.get(i);
            Instant until = window.getUntil();
            String at = "unavailable[" + i + "].";
            faults.unless(isBelievable(window.getFrom()), at + "from", "must be of the years 2000 to 9999");
            faults.unless(until == null || isBelievable(until), at + "until", "must be of the years 2000 to 9999");
            faults.unless(until == null || window.getFrom().isBefore(until), at + "until", "must be after from");
            if (i > 0) {
                Instant before = windows.get(i - 1).getUntil();
                faults.unless(
                        before != null && !window.getFrom().isBefore(before),
                        at + "from",
                        "must not be before the end of the window before it, which must have one");
            }
        }
    }

    private static boolean isBelievable(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /** The business days on which right windows lie, ascending, apart from each other. */
    static List<DayRange> of(List<SoldOutWindow> windows, BusinessCalendar calendar) {
        List<DayRange> days = new ArrayList<>();
        for (SoldOutWindow window : windows) {
            int first = calendar.at(window.getFrom()).day();
            int last = lastDay(window.getUntil(), calendar);
            DayRange before = days.isEmpty() ? null : days.get(days.size() - 1);
            if (before != null && first <= before.last() + 1) {
                days.set(days.size() - 1, new DayRange(before.first(), Math.max(before.last(), last)));
            } else {
                days.add(new DayRange(first, last));
            }
        }
        return days;
    }

    /** A window ends before its end: one until the cut-off leaves the next day alone. */
    private static int lastDay(@Nullable Instant until, BusinessCalendar calendar) {
        return until == null
                ? FURTHER_NOTICE
                : calendar.at(until.minusMillis(1)).day();
    }
}

package io.menuflow.models.price;

import io.menuflow.models.calendar.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Two windows of a restaurant, one held against the other, and what is known of their days.
 *
 * @param now the later one, as a rule
 * @param then what it is held against
 * @param firstKept the first business day of the history
 * @param running the business day of the latest sale, which is not over
 * @param today the business day by the clock, or the running one when that is later
 */
public record ComparedWindows(DayRange now, DayRange then, int firstKept, int running, int today) {

    private static final int WEEK = 7;

    /** Whether neither is of days to come, nor wholly of days that are not kept. */
    public boolean canBeTold() {
        return isKnown(now) && isKnown(then);
    }

    private boolean isKnown(DayRange window) {
        return window.last() <= today && window.last() >= firstKept;
    }

    /**
     * What makes the windows less than comparable, in words.
     *
     * @param firstSold the first business day with a sale of anything
     */
    public List<String> warnings(int firstSold) {
        List<String> warnings = new ArrayList<>();
        int shared = Math.min(now.last(), then.last()) - Math.max(now.first(), then.first()) + 1;
        if (shared > 0) {
            warnings.add("The windows overlap: " + AdviceText.days(shared) + " in both");
        }
        if (now.days() != then.days()) {
            warnings.add("The windows differ in length, " + AdviceText.days(now.days()) + " against "
                    + AdviceText.days(then.days()) + ": part of the change is that");
        } else if (now.days() % WEEK != 0 && Math.floorMod(now.first() - then.first(), WEEK) != 0) {
            warnings.add("The windows do not have the same weekdays");
        }
        if (now.last() < then.last()) {
            warnings.add("The window is held against a later one: what is told is the way back");
        }
        known("window", now, firstSold, warnings);
        known("against", then, firstSold, warnings);
        return warnings;
    }

    private void known(String name, DayRange window, int firstSold, List<String> warnings) {
        if (window.contains(running)) {
            warnings.add("The last sale known is of " + LocalDate.ofEpochDay(running) + ", a day of `" + name
                    + "`: that day counts as far as it is known, later ones as without sales");
        } else if (window.first() > running) {
            warnings.add("`" + name + "` is after the last sale known, of " + LocalDate.ofEpochDay(running));
        }
        int first = Math.max(firstKept, firstSold);
        if (window.first() < first) {
            int before = Math.min(window.last() + 1, first) - window.first();
            warnings.add((firstKept > firstSold ? "The history begins on " : "The first sale was on ")
                    + LocalDate.ofEpochDay(first) + ": " + AdviceText.days(before) + " of `" + name
                    + "` before it count nothing");
        }
    }
}

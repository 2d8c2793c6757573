package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Daypart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** When a restaurant's checks close: business days, hours and dayparts, daylight saving included. */
final class ServiceHours {

    private static final int HOURS = 24;

    private final RestaurantDefinition definition;

    ServiceHours(RestaurantDefinition definition) {
        this.definition = definition;
    }

    /** The dayparts, and after them "none of these", by which everything that depends on the daypart is indexed. */
    int daypartCount() {
        return definition.dayparts().size() + 1;
    }

    /** The name of a daypart, null for "none". */
    @Nullable String daypartName(int daypart) {
        List<Daypart> dayparts = definition.dayparts();
        return daypart < dayparts.size() ? dayparts.get(daypart).name() : null;
    }

    /** The daypart in which a moment lies. */
    int daypartAt(Instant moment) {
        return daypartOf(moment.atZone(definition.zone()).getHour());
    }

    /** The business day in which a moment lies. */
    LocalDate businessDay(Instant moment) {
        LocalDateTime local = moment.atZone(definition.zone()).toLocalDateTime();
        boolean before = local.toLocalTime().isBefore(definition.cutOff());
        return before ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    /** When a business day begins, in milliseconds since 1970. */
    long start(LocalDate day) {
        return day.atTime(definition.cutOff())
                .atZone(definition.zone())
                .toInstant()
                .toEpochMilli();
    }

    /** The hours of one business day. */
    Day on(LocalDate day) {
        return new Day(day);
    }

    private int daypartOf(int hour) {
        List<Daypart> dayparts = definition.dayparts();
        for (int i = 0; i < dayparts.size(); i++) {
            if (dayparts.get(i).contains(hour)) {
                return i;
            }
        }
        return dayparts.size();
    }

    /** One business day as 24 local hours; the hour that daylight saving skips has no length and no checks. */
    final class Day {

        private final long[] starts = new long[HOURS + 1];
        private final int[] dayparts = new int[HOURS];
        private final double[] weights = new double[HOURS];

        private Day(LocalDate date) {
            int cutOff = definition.cutOff().getHour();
            LocalDateTime first = date.atTime(definition.cutOff());
            for (int i = 0; i <= HOURS; i++) {
                starts[i] =
                        first.plusHours(i).atZone(definition.zone()).toInstant().toEpochMilli();
            }
            for (int i = 0; i < HOURS; i++) {
                int hour = (cutOff + i) % HOURS;
                weights[i] = starts[i] == starts[i + 1] ? 0 : definition.hours().getOrDefault(hour, 0.0);
                dayparts[i] = daypartOf(hour);
            }
        }

        /** The weights of the hours of each daypart, added up. */
        double[] weightOfDayparts() {
            double[] sums = new double[daypartCount()];
            for (int i = 0; i < HOURS; i++) {
                sums[dayparts[i]] += weights[i];
            }
            return sums;
        }

        /**
         * When {@code count} checks close, ascending, in milliseconds since 1970.
         *
         * @param checks expected checks of each daypart
         */
        long[] closings(int count, double[] checks, SplittableRandom random) {
            double[] sums = weightOfDayparts();
            double[] hourly = new double[HOURS];
            for (int i = 0; i < HOURS; i++) {
                hourly[i] = weights[i] == 0 ? 0 : weights[i] / sums[dayparts[i]] * checks[dayparts[i]];
            }
            Picker hours = Picker.of(hourly);
            long[] closings = new long[count];
            for (int i = 0; i < count; i++) {
                int hour = hours.next(random);
                closings[i] = random.nextLong(starts[hour], starts[hour + 1]);
            }
            Arrays.sort(closings);
            return closings;
        }

        /** The last millisecond of the business day. */
        long last() {
            return starts[HOURS] - 1;
        }

        /** The daypart of a moment of this day. */
        int daypart(long moment) {
            int hour = HOURS - 1;
            while (hour > 0 && starts[hour] > moment) {
                hour--;
            }
            return dayparts[hour];
        }
    }
}

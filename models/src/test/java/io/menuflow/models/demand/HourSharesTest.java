package io.menuflow.models.demand;

import static io.menuflow.models.demand.SoldDays.CLOSED_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.calendar.BusinessCalendar.Daypart;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HourSharesTest {

    private static final Period LUNCH_AND_DINNER = new Period(
            0,
            ZoneOffset.UTC,
            LocalTime.MIDNIGHT,
            false,
            List.of(
                    new Daypart("lunch", LocalTime.of(11, 0), LocalTime.of(16, 0)),
                    new Daypart("dinner", LocalTime.of(16, 0), LocalTime.of(23, 0))));

    @Test
    void shouldFollowTheItemOverDayparts_andTheRestaurantWithinThem() {
        HourProfile.Builder hours = new HourProfile.Builder(LUNCH_AND_DINNER);
        for (int day = CLOSED_DAY - 55; day <= CLOSED_DAY; day++) {
            hours.add(day, 12, 3_000_000).add(day, 13, 1_000_000).add(day, 19, 4_000_000);
        }
        ItemDays.Builder days = new ItemDays.Builder();
        for (int day = CLOSED_DAY - 55; day <= CLOSED_DAY; day++) {
            days.add(day, Slot.ofDaypart(OrderType.DINE_IN, 1), new Tally(9_000_000, 9_000_000, 1, 90));
            days.add(day, Slot.ofDaypart(OrderType.DINE_IN, 2), new Tally(1_000_000, 1_000_000, 1, 10));
        }
        MenuHistory.Item soup = new MenuHistory.Item("soup", "Soup", null, null, 0, CLOSED_DAY, days.build());

        HourShares shares = Objects.requireNonNull(new HourSplit(hours.build(), CLOSED_DAY).of(soup));

        assertThat(shares.share(2, 12)).isCloseTo(0.9 * 0.75, within(0.01));
        assertThat(shares.share(2, 13)).isCloseTo(0.9 * 0.25, within(0.01));
        assertThat(shares.share(2, 19)).isCloseTo(0.1, within(0.01));
        assertThat(shares.share(2, 3)).isZero();
    }

    @Test
    void shouldBeAsWideAsThinnedDays_whenUnitsComeOneByOneOrInBatches() {
        for (int batch : new int[] {1, 4}) {
            SplittableRandom random = new SplittableRandom(batch);
            double sum = 0;
            double squares = 0;
            int tries = 20_000;
            for (int i = 0; i < tries; i++) {
                int inHour = 0;
                for (int order = 0; order < 10; order++) { // 10 orders a day, 0.3 of them in this hour
                    inHour += random.nextDouble() < 0.3 ? batch : 0;
                }
                sum += inHour;
                squares += inHour * inHour;
            }
            double mean = sum / tries;
            HourShares shares = HourShares.of(same(0.3), batch);

            // The day's own variance is that of batches that come by chance.
            DayDemand day = new DayDemand(20_000, DayDemand.State.OPEN, 0, 0, 0, 10 * batch, 10 * batch * batch);
            DayDemand hour = shares.hour(day, 12, true);

            assertThat(hour.expected()).isCloseTo(mean, within(0.1 * batch));
            assertThat(hour.variance()).isCloseTo(batch * mean, within(0.05 * batch * mean));
            assertThat(squares / tries - mean * mean).isLessThan(hour.variance());
        }
    }

    @Test
    void shouldSellNoMoreInAnHourThanInItsDay() {
        DayDemand day = new DayDemand(20_000, DayDemand.State.OPEN, 28, 30, 33, 30, 4);

        DayDemand hour = HourShares.of(same(0.9), 30).hour(day, 12, true);

        assertThat(hour.p10()).isLessThanOrEqualTo(28);
        assertThat(hour.p50()).isLessThanOrEqualTo(30);
        assertThat(hour.p90()).isEqualTo(33);
    }

    @Test
    void shouldFindTheBatch_whenHoursScatterMoreThanSingleUnitsWould() {
        SplittableRandom random = new SplittableRandom(5);
        HourProfile.Builder hours = new HourProfile.Builder(LUNCH_AND_DINNER);
        for (int day = CLOSED_DAY - 55; day <= CLOSED_DAY; day++) {
            for (int order = 0; order < 60; order++) {
                hours.add(day, 12 + random.nextInt(8), 500_000);
            }
        }

        HourShares shares = Objects.requireNonNull(new HourSplit(hours.build(), CLOSED_DAY).of(null));

        assertThat(shares.batch()).isCloseTo(5, within(1.0));
    }

    @Test
    void shouldSayNothing_whenNoHourIsKnown() {
        assertThat(new HourSplit(HourProfile.NONE, CLOSED_DAY).of(null)).isNull();
    }

    private static double[][] same(double share) {
        double[][] shares = new double[7][24];
        for (double[] weekday : shares) {
            weekday[12] = share;
            weekday[13] = 1 - share;
        }
        return shares;
    }
}

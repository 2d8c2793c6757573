package io.menuflow.bench.scoring;

import io.menuflow.models.calendar.BusinessCalendar.Daypart;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A menu that sells every day at two meals, eaten in and taken out, with prices and costs: no day is a light one. */
final class MadeUpMenu {

    /** Its last closed business day. */
    static final int CLOSED_DAY = 20_000;

    private static final int BLOCKS = 51;
    private static final int BLOCKS_A_PRICE = 10;

    private MadeUpMenu() {}

    /** A menu of so many items. */
    static MenuHistory of(int items, long seed) {
        Random random = new Random(seed);
        List<MenuHistory.Item> all = new ArrayList<>();
        int first = Math.min(
                OutlookScorer.needs(CLOSED_DAY).first(),
                DemandForecaster.needs(CLOSED_DAY).first());
        for (int i = 0; i < items; i++) {
            String id = "item-" + i;
            long price = 40_000 + 2_500L * random.nextInt(60);
            ListedItem listed = new ListedItem(
                    id,
                    "Item " + i,
                    "category-" + i % 6,
                    new DatedAmounts(List.of(new DatedAmounts.Entry(0, price))),
                    new DatedAmounts(List.of(new DatedAmounts.Entry(0, price * (20 + random.nextInt(25)) / 100))),
                    null,
                    null,
                    true);
            all.add(new MenuHistory.Item(
                    id,
                    listed.name(),
                    listed.category(),
                    listed,
                    first,
                    CLOSED_DAY,
                    days(first, price, 1 + random.nextInt(12), random)));
        }
        return new MenuHistory(all, Map.of());
    }

    /** Two years of its blocks: each item's price changes every twenty weeks, not all at once. */
    static List<PriceBlock> blocks(int items, long seed) {
        Random random = new Random(seed);
        Map<String, Long> prices = new TreeMap<>();
        for (int i = 0; i < items; i++) {
            prices.put("item-" + i, 40_000 + 2_500L * random.nextInt(60));
        }
        List<PriceBlock> blocks = new ArrayList<>();
        int last = PriceBlock.lastComplete(CLOSED_DAY);
        for (int block = last - BLOCKS + 1; block <= last; block++) {
            int first = PriceBlock.firstDay(block);
            List<PriceBlock.Item> its = new ArrayList<>();
            for (Map.Entry<String, Long> item : prices.entrySet()) {
                if ((block + its.size()) % BLOCKS_A_PRICE == 0) {
                    item.setValue(item.getValue() * (92 + random.nextInt(17)) / 100);
                }
                long units = Fixed.ONE * (40 + random.nextInt(60));
                PriceBlock.Run run = new PriceBlock.Run(
                        first,
                        first + PriceBlock.DAYS - 1,
                        PriceBlock.DAYS,
                        PriceBlock.DAYS,
                        units,
                        Fixed.ONE * 70 * items,
                        item.getValue(),
                        false);
                its.add(new PriceBlock.Item(item.getKey(), List.of(run), List.of()));
            }
            blocks.add(new PriceBlock(block, its));
        }
        return blocks;
    }

    /** Hours of two meals. */
    static HourProfile hours() {
        HourProfile.Builder hours = new HourProfile.Builder(new Period(
                0,
                ZoneOffset.UTC,
                LocalTime.MIDNIGHT,
                false,
                List.of(
                        new Daypart("lunch", LocalTime.of(11, 0), LocalTime.of(16, 0)),
                        new Daypart("dinner", LocalTime.of(16, 0), LocalTime.of(23, 0)))));
        DayRange days = HourProfile.needs(CLOSED_DAY);
        for (int day = days.first(); day <= days.last(); day++) {
            for (int hour = 11; hour < 23; hour++) {
                hours.add(day, hour, Fixed.ONE * (20 + (day * 31 + hour * 7) % 40));
            }
        }
        return hours.build();
    }

    private static ItemDays days(int first, long price, int mean, Random random) {
        ItemDays.Builder days = new ItemDays.Builder();
        for (int day = first; day <= CLOSED_DAY; day++) {
            for (OrderType type : List.of(OrderType.DINE_IN, OrderType.TAKEOUT)) {
                for (int daypart = 1; daypart <= 2; daypart++) {
                    int units = random.nextInt(2 * mean + 1);
                    if (units > 0) {
                        days.add(day, Slot.ofDaypart(type, daypart), sold(units, price));
                    }
                }
            }
        }
        return days.build();
    }

    private static Tally sold(int units, long price) {
        Tally one = new Tally(100_000, 100_000, price, 1).ofOneCheck(true);
        Tally sum = Tally.ZERO;
        for (int i = 0; i < units; i++) {
            sum = sum.plus(one);
        }
        return sum;
    }
}

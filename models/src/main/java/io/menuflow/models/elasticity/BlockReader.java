package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.PriceBlock.Aside;
import io.menuflow.models.elasticity.PriceBlock.Item;
import io.menuflow.models.elasticity.PriceBlock.Run;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Reads one block of a menu's history. */
final class BlockReader {

    /** Below this share of the list price that the menu usually brings, a day counts as discounted. */
    private static final double DISCOUNTED = 0.92;
    /** Sold days that must be so together: single checks are discounted every day. */
    private static final int DISCOUNT_DAYS = 3;
    /** Other prices of an item that are kept: the most frequent. */
    private static final int MOST_ASIDES = 4;

    private final MenuHistory history;
    private final int block;
    private final int first;
    private final int count;
    private final boolean[] open;
    /** Units of the whole menu by day. */
    private final long[] menu;
    /** The usual revenue over units at list prices: tax and modifiers in one figure. */
    private double usual = 1;

    BlockReader(MenuHistory history, int block, int lastClosedDay) {
        this.history = history;
        this.block = block;
        first = PriceBlock.firstDay(block);
        count = Math.max(0, Math.min(PriceBlock.DAYS, lastClosedDay - first + 1));
        open = new boolean[count];
        menu = new long[count];
    }

    /** What one item sold on the days of the block. */
    private final class Days {
        final long[] units;
        /** 0 where nothing tells it. */
        final long[] price = new long[count];

        final boolean[] sold = new boolean[count];
        final boolean[] discounted = new boolean[count];
        final Map<Long, Integer> asides = new TreeMap<>();

        Days(MenuHistory.Item item) {
            units = item.days().unitsByDay(first, count);
            ListPrices prices = item.prices();
            Map<Long, Long> byPrice = new TreeMap<>();
            forEach(prices, (at, price, sales) -> byPrice.merge(price, sales, Long::sum));
            // Of a day's prices the one most sold in the block, so that a day of few sales does not look like a change.
            forEach(prices, (at, price, sales) -> {
                long known = this.price[at];
                boolean more = known == 0 || byPrice.getOrDefault(price, 0L) > byPrice.getOrDefault(known, 0L);
                this.price[at] = more && sales > 0 ? price : known;
            });
            forEach(prices, (at, price, sales) -> {
                sold[at] |= sales > 0;
                if (sales > 0 && price != this.price[at]) {
                    asides.merge(price, 1, Integer::sum);
                }
            });
        }

        private void forEach(ListPrices prices, Sales visitor) {
            for (int at = prices.from(first); at < prices.size() && prices.day(at) < first + count; at++) {
                int day = prices.day(at) - first;
                prices.forEach(at, (price, sales) -> {
                    if (price > 0) {
                        visitor.at(day, price, sales);
                    }
                });
            }
        }

        /** Days between two sold ones of one price had that price, too. */
        void fill() {
            int before = -1;
            for (int day = 0; day < count; day++) {
                if (price[day] != 0) {
                    if (before >= 0 && price[before] == price[day]) {
                        Arrays.fill(price, before, day, price[day]);
                    }
                    before = day;
                }
            }
        }

        void markDiscounts(ItemDays days) {
            int from = 0;
            int together = 0;
            for (int day = 0; day <= count; day++) {
                if (day < count && !sold[day]) {
                    continue;
                }
                double list = day == count ? 0 : usual * price[day] * (units[day] / 1e5);
                boolean less = list > 0 && revenue(days, day) < DISCOUNTED * list;
                if (less) {
                    from = together == 0 ? day : from;
                    together++;
                } else {
                    if (together >= DISCOUNT_DAYS) {
                        Arrays.fill(discounted, from, day, true);
                    }
                    together = 0;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Sales {
        void at(int day, long price, long units);
    }

    PriceBlock read() {
        List<Days> days = history.items().stream().map(this::days).toList();
        for (int day = 0; day < count; day++) {
            open[day] = menu[day] > 0 && !history.facts(first + day).closed();
        }
        usual = usual(days);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            MenuHistory.Item item = history.items().get(i);
            Days its = days.get(i);
            its.markDiscounts(item.days());
            its.fill();
            List<Run> runs = runs(item, its);
            if (runs.stream().anyMatch(run -> run.soldDays() > 0)) {
                items.add(new Item(item.itemId(), runs, asides(its)));
            }
        }
        return new PriceBlock(block, items);
    }

    private Days days(MenuHistory.Item item) {
        Days days = new Days(item);
        for (int day = 0; day < count; day++) {
            menu[day] = Math.addExact(menu[day], Math.max(0, days.units[day]));
        }
        return days;
    }

    /** The median, so that a price typed wrong does not make all others look discounted. */
    private double usual(List<Days> days) {
        DoubleStream.Builder shares = DoubleStream.builder();
        for (int i = 0; i < days.size(); i++) {
            Days its = days.get(i);
            for (int day = 0; day < count; day++) {
                double list = its.price[day] * (its.units[day] / 1e5);
                if (its.sold[day] && list > 0) {
                    shares.add(revenue(history.items().get(i).days(), day) / list);
                }
            }
        }
        double[] sorted = shares.build().sorted().toArray();
        double middle = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
        return middle > 0 ? middle : 1;
    }

    /** In ten-thousandths. */
    private double revenue(ItemDays days, int day) {
        return days.sum(days.from(first + day), days.from(first + day + 1)).revenue();
    }

    private List<Run> runs(MenuHistory.Item item, Days its) {
        List<Run> runs = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            if (open[day] && !(item.listed() != null && item.listed().isSoldOut(first + day))) {
                Run run = new Run(
                        first + day,
                        first + day,
                        1,
                        its.sold[day] ? 1 : 0,
                        its.units[day],
                        menu[day] - Math.max(0, its.units[day]),
                        its.price[day],
                        its.discounted[day]);
                int last = runs.size() - 1;
                if (last >= 0
                        && runs.get(last).price() == run.price()
                        && runs.get(last).discounted() == run.discounted()) {
                    runs.set(last, joined(runs.get(last), run));
                } else {
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private static Run joined(Run one, Run next) {
        return new Run(
                one.first(),
                next.last(),
                one.openDays() + next.openDays(),
                one.soldDays() + next.soldDays(),
                Math.addExact(one.units(), next.units()),
                Math.addExact(one.others(), next.others()),
                one.price(),
                one.discounted());
    }

    private static List<Aside> asides(Days its) {
        return its.asides.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ASIDES)
                .map(aside -> new Aside(aside.getKey(), aside.getValue()))
                .toList();
    }
}

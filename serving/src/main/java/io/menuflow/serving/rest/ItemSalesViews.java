package io.menuflow.serving.rest;

import static java.util.stream.Collectors.toSet;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.serving.query.MenuQueries.ItemSales;
import io.menuflow.serving.rest.AskedItems.MissingView;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.serving.rest.MenuViews.WindowView;
import io.menuflow.topology.sales.KnownItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What items sold day by day as answers show it: columns, because a menu has hundreds of items and a window as many days. */
final class ItemSalesViews {

    private ItemSalesViews() {}

    /** Sales of items by day; {@code days} names the business days that every item's lists go along. */
    record ItemSalesView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            List<LocalDate> days,
            List<ItemDaysView> items,
            List<MissingView> missing,
            @Nullable String note) {}

    /** One item: units and revenue of each day, and the units sold at each list price over all of them. */
    record ItemDaysView(
            String itemId,
            String itemName,
            @Nullable String category,
            List<BigDecimal> quantitySold,
            List<BigDecimal> revenue,
            List<ListPriceView> listPrices) {}

    /** Units sold at one list price, and the first and the last day it was seen. */
    record ListPriceView(BigDecimal price, BigDecimal quantitySold, LocalDate from, LocalDate to) {}

    static ItemSalesView of(ItemSales sales, AskedItems asked, boolean stale, Instant now) {
        Moment moment = Moment.of(sales.asOf(), stale, now);
        String currency = sales.restaurant().getCurrency();
        int digits = Numbers.digits(currency);
        DayRange window = sales.window();
        return new ItemSalesView(
                sales.restaurant().getRestaurantId(),
                currency,
                WindowView.of(window),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                IntStream.rangeClosed(window.first(), window.last())
                        .mapToObj(LocalDate::ofEpochDay)
                        .toList(),
                sales.items().stream()
                        .filter(item ->
                                asked.has(item.itemId(), new KnownItem(item.name(), item.category(), item.listed())))
                        .map(item -> item(item, window, digits))
                        .toList(),
                asked.missing(
                        sales.items().stream().map(MenuHistory.Item::itemId).collect(toSet()),
                        sales.known(),
                        "nothing of it was sold in the window"),
                note(sales, asked));
    }

    /** What the answer cannot know, in words; null when it knows all that was asked. */
    private static @Nullable String note(ItemSales sales, AskedItems asked) {
        String category = asked.unknownCategory(sales.restaurant(), sales.known());
        if (category != null) {
            return category;
        }
        DayRange window = sales.window();
        int before = Math.min(window.last() + 1, sales.firstKept()) - window.first();
        return before <= 0
                ? null
                : "the history begins on " + LocalDate.ofEpochDay(sales.firstKept())
                        + ": nothing is known of the first " + (before == 1 ? "day" : before + " days")
                        + " of the window, told as 0";
    }

    private static ItemDaysView item(MenuHistory.Item item, DayRange window, int digits) {
        List<BigDecimal> units = new ArrayList<>(window.days());
        List<BigDecimal> revenue = new ArrayList<>(window.days());
        ItemDays days = item.days();
        for (int day = window.first(); day <= window.last(); day++) {
            var tally = days.sum(days.from(day), days.from(day + 1));
            units.add(Numbers.quantity(Fixed.quantityOf(tally.units())));
            revenue.add(Numbers.money(Fixed.moneyOf(tally.revenue()), digits));
        }
        return new ItemDaysView(
                item.itemId(), item.name(), item.category(), units, revenue, listPrices(item.prices(), digits));
    }

    /** One list price while it is added up. */
    private record AtPrice(long units, int from, int to) {
        AtPrice plus(AtPrice later) {
            return new AtPrice(Math.addExact(units, later.units), from, later.to);
        }
    }

    private static List<ListPriceView> listPrices(ListPrices prices, int digits) {
        Map<Long, AtPrice> sums = new TreeMap<>();
        for (int at = 0; at < prices.size(); at++) {
            int day = prices.day(at);
            prices.forEach(at, (price, units) -> sums.merge(price, new AtPrice(units, day, day), AtPrice::plus));
        }
        return sums.entrySet().stream()
                .map(sum -> new ListPriceView(
                        Numbers.money(Fixed.moneyOf(sum.getKey()), digits),
                        Numbers.quantity(Fixed.quantityOf(sum.getValue().units())),
                        LocalDate.ofEpochDay(sum.getValue().from()),
                        LocalDate.ofEpochDay(sum.getValue().to())))
                .toList();
    }
}

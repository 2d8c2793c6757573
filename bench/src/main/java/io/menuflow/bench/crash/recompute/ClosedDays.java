package io.menuflow.bench.crash.recompute;

import io.menuflow.bench.crash.recompute.Books.Cell;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.ItemListPrice;
import io.menuflow.schemas.avro.ItemSalesCell;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.ItemSalesSum;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.SoldAs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is published of each item and closed business day of one restaurant. */
final class ClosedDays {

    private static final int MONEY = 4;
    private static final int UNITS = 5;
    private static final Comparator<ItemSalesCell> ORDER =
            Comparator.comparing(ItemSalesCell::getOrderType).thenComparing(ItemSalesCell::getDaypart);

    private ClosedDays() {}

    /** By key. */
    static Map<String, ItemSalesDay> of(Restaurant restaurant, Books books) {
        Map<String, ItemSalesDay> records = new TreeMap<>();
        books.items().forEach((item, cells) -> {
            Map<LocalDate, Map<Cell, Amounts>> days = new TreeMap<>();
            cells.forEach((cell, amounts) -> days.computeIfAbsent(cell.day(), day -> new java.util.HashMap<>())
                    .put(cell, amounts));
            days.forEach((day, own) -> {
                if (day.isBefore(books.latestDay())) {
                    String key = restaurant.getRestaurantId() + ":" + item + ":" + day;
                    records.put(key, record(restaurant, item, day, own, books.prices(item, day)));
                }
            });
        });
        return records;
    }

    private static ItemSalesDay record(
            Restaurant restaurant,
            String item,
            LocalDate day,
            Map<Cell, Amounts> cells,
            Map<BigDecimal, BigDecimal> prices) {
        List<ItemListPrice> listPrices = new ArrayList<>();
        prices.forEach((price, units) -> listPrices.add(new ItemListPrice(exact(price, MONEY), exact(units, UNITS))));
        List<ItemSalesCell> told = new ArrayList<>();
        cells.forEach((cell, amounts) -> told.add(ItemSalesCell.newBuilder()
                .setOrderType(SoldAs.valueOf(cell.type().name()))
                .setDaypart(place(restaurant, day, cell.daypart()))
                .setSum(sum(amounts))
                .build()));
        told.sort(ORDER);
        return ItemSalesDay.newBuilder()
                .setRestaurantId(restaurant.getRestaurantId())
                .setItemId(item)
                .setBusinessDay(day)
                .setCurrency(restaurant.getCurrency())
                .setTotal(sum(cells.values().stream().reduce(Amounts.NONE, Amounts::plus)))
                .setCells(told)
                .setListPrices(listPrices)
                .build();
    }

    /** The place of a daypart among those in force on a day, from 1; 0 for none. */
    private static int place(Restaurant restaurant, LocalDate day, @Nullable String daypart) {
        List<DaypartPeriod> parts = List.of();
        boolean first = true;
        for (CalendarPeriod period : restaurant.getCalendars()) {
            if (first || !day.isBefore(period.getEffectiveFrom())) {
                parts = period.getDayparts();
            }
            first = false;
        }
        return parts.stream().map(DaypartPeriod::getName).toList().indexOf(daypart) + 1;
    }

    private static ItemSalesSum sum(Amounts amounts) {
        return ItemSalesSum.newBuilder()
                .setUnits(exact(amounts.units(), UNITS))
                .setCostedUnits(exact(amounts.costed(), UNITS))
                .setRevenue(exact(amounts.revenue(), MONEY))
                .setOrders(amounts.orders())
                .setAttachedOrders(amounts.attached())
                .setSquares(exact(amounts.squares(), MONEY))
                .build();
    }

    private static BigDecimal exact(BigDecimal number, int scale) {
        return number.setScale(scale, RoundingMode.UNNECESSARY);
    }
}

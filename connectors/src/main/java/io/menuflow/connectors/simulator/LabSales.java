package io.menuflow.connectors.simulator;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What a {@link PriceLab} has sold, by item and day. */
final class LabSales {

    private static final int SLOT = Slot.ofDaypart(OrderType.DINE_IN, 0);
    /** Hundred-thousandths of a unit in a hundredth, and ten-thousandths of money in a minor unit. */
    private static final int UNITS = 1_000;

    private static final int MONEY = 100;

    private final SimulatedRestaurant restaurant;
    private final double delivered;
    private final Map<String, Kept> items = new LinkedHashMap<>();

    /** One item: its days in parallel lists, prices in minor units, quantities in hundredths. */
    private static final class Kept {
        final Dish dish;
        final List<Day> days = new ArrayList<>();
        final TreeMap<Integer, Long> prices = new TreeMap<>();
        final List<DayRange> soldOut = new ArrayList<>();
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;

        Kept(Dish dish) {
            this.dish = dish;
        }

        Kept copy() {
            Kept copy = new Kept(dish);
            copy.days.addAll(days);
            copy.prices.putAll(prices);
            copy.soldOut.addAll(soldOut);
            copy.first = first;
            copy.last = last;
            return copy;
        }
    }

    /** Sales of a day: at the menu's price, and delivered at another. */
    private record Day(int day, long price, long quantity, long deliveredPrice, long deliveredQuantity, int orders) {}

    LabSales(SimulatedRestaurant restaurant) {
        this.restaurant = restaurant;
        Map<OrderType, Double> types = restaurant.definition().orderTypes();
        double all = types.values().stream().mapToDouble(weight -> weight).sum();
        delivered = restaurant.deliveryMarkup() > 0 ? types.getOrDefault(OrderType.DELIVERY, 0.0) / all : 0;
    }

    LabSales copy() {
        LabSales copy = new LabSales(restaurant);
        items.forEach((id, kept) -> copy.items.put(id, kept.copy()));
        return copy;
    }

    /** Sales of an open day: as many orders as Poisson gives with the day's surprise, each of a drawn quantity. */
    void sell(Board board, LocalDate date, double shock) {
        double[] units = board.units();
        int day = (int) date.toEpochDay();
        for (int place = 0; place < units.length; place++) {
            Dish dish = board.dish(place);
            if (dish.parts().isEmpty()) {
                Kept kept = kept(dish, day);
                if (restaurant.isOut(dish, day)) {
                    kept.soldOut.add(new DayRange(day, day));
                }
                note(kept.prices, day, board.minor(place));
                SplittableRandom random = PriceLab.random(restaurant, dish, date);
                kept.days.add(sold(board, place, day, shock * units[place] / dish.meanQuantity(), random));
            }
        }
    }

    /** A day without sales: specials come and go all the same. */
    void close(LocalDate date) {
        for (Dish dish : restaurant.menu().on(date)) {
            if (dish.parts().isEmpty()) {
                kept(dish, (int) date.toEpochDay());
            }
        }
    }

    private Day sold(Board board, int place, int day, double mean, SplittableRandom random) {
        Dish dish = board.dish(place);
        int orders = Poisson.draw(mean, random);
        long menu = 0;
        long away = 0;
        for (int order = 0; order < orders; order++) {
            int quantity = dish.quantity(random);
            boolean goes = delivered > 0 && random.nextDouble() < delivered;
            menu += goes ? 0 : quantity;
            away += goes ? quantity : 0;
        }
        long price = board.minor(place);
        int step = restaurant.world().families().prices().step();
        long dearer = Math.round(price * (1 + restaurant.deliveryMarkup()) / step) * step;
        return new Day(day, price, menu, dearer, away, orders);
    }

    private Kept kept(Dish dish, int day) {
        Kept kept = items.computeIfAbsent(dish.id(), id -> new Kept(dish));
        kept.first = Math.min(kept.first, day);
        kept.last = Math.max(kept.last, day);
        return kept;
    }

    private static void note(NavigableMap<Integer, Long> prices, int day, long minor) {
        if (prices.isEmpty() || prices.lastEntry().getValue() != minor) {
            prices.put(day, minor);
        }
    }

    /** The prices of each item by the day they began on, in minor units. */
    Map<String, NavigableMap<Integer, Long>> prices() {
        Map<String, NavigableMap<Integer, Long>> prices = new LinkedHashMap<>();
        items.forEach((id, kept) -> prices.put(id, new TreeMap<>(kept.prices)));
        return prices;
    }

    MenuHistory history(Map<String, NavigableMap<Integer, Long>> prices) {
        int last = items.values().stream().mapToInt(kept -> kept.last).max().orElse(0);
        List<MenuHistory.Item> told = new ArrayList<>();
        items.forEach((id, kept) -> told.add(item(kept, prices.getOrDefault(id, kept.prices), last)));
        return new MenuHistory(told, Map.of());
    }

    private static MenuHistory.Item item(Kept kept, NavigableMap<Integer, Long> prices, int lastDay) {
        ItemDays.Builder days = new ItemDays.Builder();
        ListPrices.Builder sold = new ListPrices.Builder();
        int first = MenuHistory.NEVER;
        int last = MenuHistory.NEVER;
        for (Day day : kept.days) {
            if (day.orders() > 0) {
                first = first == MenuHistory.NEVER ? day.day() : first;
                last = day.day();
                long units = (day.quantity() + day.deliveredQuantity()) * UNITS;
                long revenue = day.price() * day.quantity() + day.deliveredPrice() * day.deliveredQuantity();
                days.add(day.day(), SLOT, new Tally(units, units, revenue, day.orders()));
                addPrices(sold, day);
            }
        }
        Dish dish = kept.dish;
        BigDecimal cost = dish.item().cost();
        ListedItem listed = new ListedItem(
                dish.id(),
                dish.name(),
                dish.category(),
                new DatedAmounts(prices.entrySet().stream()
                        .map(price -> new DatedAmounts.Entry(price.getKey(), price.getValue() * MONEY))
                        .toList()),
                cost == null
                        ? DatedAmounts.NONE
                        : new DatedAmounts(List.of(new DatedAmounts.Entry(0, Minor.of(cost) * MONEY))),
                kept.first,
                kept.last < lastDay ? (Integer) kept.last : null,
                true,
                kept.soldOut);
        return new MenuHistory.Item(
                dish.id(), dish.name(), dish.category(), listed, first, last, days.build(), sold.build());
    }

    private static void addPrices(ListPrices.Builder sold, Day day) {
        boolean same = day.price() == day.deliveredPrice();
        long quantity = day.quantity() + (same ? day.deliveredQuantity() : 0);
        if (quantity > 0) {
            sold.add(day.day(), day.price() * MONEY, quantity * UNITS);
        }
        if (!same && day.deliveredQuantity() > 0) {
            sold.add(day.day(), day.deliveredPrice() * MONEY, day.deliveredQuantity() * UNITS);
        }
    }
}

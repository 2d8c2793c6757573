package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restaurant as its YAML file describes it; the fields are explained in {@code trattoria-roma.yaml}. All weights are
 * relative to their neighbours.
 *
 * @param cutOff local time at which a business day begins, on the hour
 * @param since first business day; there is no history before it
 * @param coverCharge service charge per guest who dines in
 * @param checksPerDay on a day of weekday factor 1
 * @param basketSizes weight of 1, 2, ... orders on a check, besides what follows them
 */
record RestaurantDefinition(
        String id,
        String name,
        String group,
        String currency,
        ZoneId zone,
        LocalTime cutOff,
        LocalDate since,
        boolean pricesIncludeTax,
        BigDecimal taxPct,
        @Nullable BigDecimal coverCharge,
        @Nullable Tips tips,
        int checksPerDay,
        Map<DayOfWeek, Double> weekdays,
        Map<Integer, Double> hours,
        List<Daypart> dayparts,
        Map<OrderType, Double> orderTypes,
        List<Double> basketSizes,
        List<Category> categories,
        List<Pair> pairs,
        List<Extra> modifiers,
        List<Special> specials) {

    RestaurantDefinition {
        requireFullHour(cutOff, "cut_off");
        weekdays = Map.copyOf(weekdays);
        hours = Map.copyOf(hours);
        dayparts = List.copyOf(dayparts);
        orderTypes = Map.copyOf(orderTypes);
        basketSizes = List.copyOf(basketSizes);
        categories = List.copyOf(categories);
        pairs = List.copyOf(pairs);
        modifiers = List.copyOf(modifiers);
        specials = List.copyOf(specials);
    }

    /** A tip of about {@code pct} percent, left on the share {@code chance} of the checks that are not delivered. */
    record Tips(double chance, int pct) {}

    /** A part of the day, from inclusive, to exclusive; on the hour, may span midnight. */
    record Daypart(String name, LocalTime from, LocalTime to) {
        Daypart {
            requireFullHour(from, name + ".from");
            requireFullHour(to, name + ".to");
        }

        boolean contains(int hour) {
            int start = from.getHour();
            int end = to.getHour();
            return start < end ? hour >= start && hour < end : hour >= start || hour < end;
        }
    }

    /** Items that sell at the same times and in the same quantities. */
    record Category(String name, @Nullable Map<String, Double> dayparts, List<Double> quantities, List<Item> items) {
        Category {
            quantities = List.copyOf(quantities);
            items = List.copyOf(items);
        }

        double factor(String daypart) {
            return dayparts == null ? 1 : dayparts.getOrDefault(daypart, 1.0);
        }
    }

    /**
     * A dish; {@code cost} is null when nobody worked it out.
     *
     * @param variantOf the item of which it is another size
     * @param variant the name of that size
     * @param parts ids of the items that make it a combo
     */
    record Item(
            String id,
            String name,
            BigDecimal price,
            @Nullable BigDecimal cost,
            double weight,
            int prepMinutes,
            boolean byWeight,
            @Nullable String variantOf,
            @Nullable String variant,
            @Nullable List<String> parts) {}

    /** With {@code item} on a check, {@code with} follows by {@code chance}. */
    record Pair(String item, String with, double chance) {}

    /** A modifier that items of a category get by {@code chance}. */
    record Extra(String category, String id, String name, BigDecimal price, double chance) {}

    /** A place on the menu whose dish is replaced by the next of {@code names} every {@code everyDays} days. */
    record Special(
            String id,
            int everyDays,
            String category,
            BigDecimal price,
            @Nullable BigDecimal cost,
            double weight,
            int prepMinutes,
            List<String> names) {
        Special {
            names = List.copyOf(names);
        }
    }

    /** The same kind of restaurant under another id and name. */
    RestaurantDefinition copy(int number) {
        return with(id + "-" + number, name + " " + number, checksPerDay);
    }

    /** The same restaurant with another size. */
    RestaurantDefinition withChecksPerDay(int checks) {
        return with(id, name, checks);
    }

    private RestaurantDefinition with(String otherId, String otherName, int checks) {
        return new RestaurantDefinition(
                otherId,
                otherName,
                group,
                currency,
                zone,
                cutOff,
                since,
                pricesIncludeTax,
                taxPct,
                coverCharge,
                tips,
                checks,
                weekdays,
                hours,
                dayparts,
                orderTypes,
                basketSizes,
                categories,
                pairs,
                modifiers,
                specials);
    }

    /** The category of this name; throws IllegalArgumentException when there is none. */
    Category category(String wanted) {
        return categories.stream()
                .filter(category -> category.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no category " + wanted));
    }

    /** The place of a category. */
    int categoryNumber(String wanted) {
        return categories.indexOf(category(wanted));
    }

    /** Mean orders of a check. */
    double meanBasket() {
        double sum = 0;
        double orders = 0;
        for (int i = 0; i < basketSizes.size(); i++) {
            sum += basketSizes.get(i);
            orders += basketSizes.get(i) * (i + 1);
        }
        return orders / sum;
    }

    private static void requireFullHour(LocalTime time, String field) {
        if (!time.equals(LocalTime.of(time.getHour(), 0))) {
            throw new IllegalArgumentException(field + " must be on the hour: " + time);
        }
    }
}

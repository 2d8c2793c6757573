package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Category;
import io.menuflow.connectors.simulator.RestaurantDefinition.Daypart;
import io.menuflow.connectors.simulator.RestaurantDefinition.Extra;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.connectors.simulator.RestaurantDefinition.Pair;
import io.menuflow.connectors.simulator.RestaurantDefinition.Special;
import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Restaurants of any size whose menus are drawn, for models that have to be judged on more than three. */
final class MadeUp {

    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);
    private static final List<Daypart> DAYPARTS = List.of(
            new Daypart("lunch", LocalTime.of(11, 0), LocalTime.of(16, 0)),
            new Daypart("dinner", LocalTime.of(16, 0), LocalTime.of(23, 0)));
    private static final Map<Integer, Double> HOURS = Map.ofEntries(
            Map.entry(11, 3.0),
            Map.entry(12, 11.0),
            Map.entry(13, 12.0),
            Map.entry(14, 6.0),
            Map.entry(15, 2.0),
            Map.entry(17, 4.0),
            Map.entry(18, 10.0),
            Map.entry(19, 16.0),
            Map.entry(20, 15.0),
            Map.entry(21, 8.0),
            Map.entry(22, 3.0));

    private final Families.MadeUpMenu draws;
    private final SplittableRandom random;
    private final List<Category> categories = new ArrayList<>();
    private final List<Special> specials = new ArrayList<>();
    private final List<Item> plain = new ArrayList<>();

    private MadeUp(Families.MadeUpMenu draws, SplittableRandom random) {
        this.draws = draws;
        this.random = random;
    }

    /** The {@code number}th restaurant of a world, with {@code items} items on its menu. */
    static RestaurantDefinition restaurant(World world, int number, int items) {
        String id = String.format(Locale.ROOT, "made-up-%05d", number);
        SplittableRandom random = Seeds.random(world.seed(), id, "menu " + items, 0);
        return new MadeUp(world.families().menu(), random).restaurant(id, number, items);
    }

    private RestaurantDefinition restaurant(String id, int number, int items) {
        int rotating = items / draws.rotatingItems();
        int combos = items / draws.comboItems();
        fillCategories(items - rotating - combos);
        for (int i = 1; i <= rotating; i++) {
            specials.add(special(i));
        }
        if (combos > 0) {
            categories.add(combos(combos));
        }
        return new RestaurantDefinition(
                id,
                "Made-up " + number,
                "made-up",
                "USD",
                ZoneId.of("America/New_York"),
                LocalTime.of(4, 0),
                SINCE,
                false,
                new BigDecimal("8.875"),
                null,
                null,
                150,
                weekdays(),
                HOURS,
                DAYPARTS,
                Map.of(OrderType.DINE_IN, 55.0, OrderType.TAKEOUT, 30.0, OrderType.DELIVERY, 15.0),
                List.of(15.0, 27.0, 25.0, 18.0, 10.0, 5.0),
                categories,
                pairs(items / draws.pairItems()),
                List.of(new Extra(categories.get(0).name(), "extra", "Extra", new BigDecimal("1.50"), 0.1)),
                specials);
    }

    private void fillCategories(int items) {
        int count = (items + draws.categoryItems() - 1) / draws.categoryItems();
        for (int number = 1; number <= count; number++) {
            double price = draws.price().draw(random);
            List<Item> its = new ArrayList<>();
            for (int i = number - 1; i < items; i += count) {
                boolean another = !its.isEmpty() && random.nextDouble() < draws.variantChance();
                Item item = another ? larger(its.get(its.size() - 1)) : item(i + 1, price);
                its.add(item);
                plain.add(item);
            }
            Map<String, Double> factors = new TreeMap<>();
            for (Daypart daypart : DAYPARTS) {
                factors.put(daypart.name(), factor(draws.daypart().draw(random)));
            }
            categories.add(new Category("Category " + number, factors, List.of(80.0, 16.0, 4.0), its));
        }
    }

    private Item item(int number, double categoryPrice) {
        BigDecimal price =
                money(categoryPrice * StrictMath.exp(draws.priceSpread().draw(random)));
        return new Item(
                String.format(Locale.ROOT, "item-%04d", number),
                "Item " + number,
                price,
                cost(price),
                factor(draws.weight().draw(random)),
                5,
                false,
                null,
                null,
                null);
    }

    private Item larger(Item item) {
        String base = item.variantOf() == null ? item.id() : item.variantOf();
        BigDecimal price = money(item.price().doubleValue() * 1.3);
        return new Item(
                item.id() + "-large",
                item.name(),
                price,
                cost(price),
                item.weight() / 2,
                item.prepMinutes(),
                false,
                base,
                item.variant() == null ? "large" : "extra " + item.variant(),
                null);
    }

    private @Nullable BigDecimal cost(BigDecimal price) {
        BigDecimal cost = money(price.doubleValue() * draws.costShare().draw(random));
        return random.nextDouble() < draws.noCostChance() ? null : cost;
    }

    /** Takes turns with dishes of other names in a category there is. */
    private Special special(int number) {
        Category category = categories.get(random.nextInt(categories.size()));
        Item like = category.items().get(0);
        BigDecimal price = money(
                like.price().doubleValue() * StrictMath.exp(draws.priceSpread().draw(random)));
        return new Special(
                "guest-" + number,
                (int) draws.rotatingDays().draw(random),
                category.name(),
                price,
                cost(price),
                factor(draws.weight().draw(random)),
                5,
                List.of("Guest " + number + " A", "Guest " + number + " B", "Guest " + number + " C"));
    }

    private Category combos(int count) {
        List<Item> combos = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<Item> parts = distinct(2);
            double sum = parts.stream()
                    .mapToDouble(part -> part.price().doubleValue())
                    .sum();
            combos.add(new Item(
                    "combo-" + number,
                    "Combo " + number,
                    money(0.88 * sum),
                    null,
                    factor(draws.weight().draw(random)) / 2,
                    5,
                    false,
                    null,
                    null,
                    parts.stream().map(Item::id).toList()));
        }
        return new Category("Combos", null, List.of(92.0, 8.0), combos);
    }

    private List<Pair> pairs(int count) {
        List<Pair> pairs = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            List<Item> two = distinct(2);
            if (taken.add(two.get(0).id() + " " + two.get(1).id())) {
                pairs.add(new Pair(
                        two.get(0).id(), two.get(1).id(), draws.pairChance().draw(random)));
            }
        }
        return pairs;
    }

    private List<Item> distinct(int count) {
        Set<Item> items = new LinkedHashSet<>();
        while (items.size() < count) {
            items.add(plain.get(random.nextInt(plain.size())));
        }
        return List.copyOf(items);
    }

    private Map<DayOfWeek, Double> weekdays() {
        Map<DayOfWeek, Double> weekdays = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day, factor(draws.weekday().draw(random)));
        }
        if (random.nextDouble() < draws.closedWeekdayChance()) {
            weekdays.put(DayOfWeek.MONDAY, 0.0);
        }
        return weekdays;
    }

    /** In steps of five cents. */
    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(Math.max(1, Math.round(amount * 20)) * 5, Minor.DIGITS)
                .setScale(Minor.DIGITS, RoundingMode.UNNECESSARY);
    }

    private static double factor(double log) {
        return StrictMath.exp(log);
    }
}

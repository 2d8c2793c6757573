package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Conditions;
import io.menuflow.connectors.simulator.demand.Distribution;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.connectors.simulator.demand.MultiplicativeDemand;
import io.menuflow.models.menu.MenuHistory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A simulated restaurant whose prices can be set from outside, to judge those who set them: its sales are drawn by item and
 * day, not by checks, and what another price would have brought is known. Equal days with equal demand sell the same, so two
 * branches differ only by their prices.
 */
public final class PriceLab {

    private static final double SMALL = 1e-3;

    private final SimulatedRestaurant restaurant;
    private final LabSales sales;
    /** Of items, in minor units; those without follow the plan. */
    private final Map<String, Long> prices;

    private LocalDate today;
    private boolean taken;

    private PriceLab(
            SimulatedRestaurant restaurant, LabSales sales, Map<String, Long> prices, LocalDate today, boolean taken) {
        this.restaurant = restaurant;
        this.sales = sales;
        this.prices = prices;
        this.today = today;
        this.taken = taken;
    }

    /** Made-up restaurants of a family and seed, without sales yet. */
    public static List<PriceLab> restaurants(Family family, long seed, int count, int items, LocalDate from) {
        return of(World.of(family, seed, false), count, items, from);
    }

    /** The same of the multiplicative family with true elasticities of mean −2.5 and standard deviation 1. */
    public static List<PriceLab> elastic(long seed, int count, int items, LocalDate from) {
        return of(new World(elastic(Families.committed()), Family.MULTIPLICATIVE, seed, false), count, items, from);
    }

    private static List<PriceLab> of(World world, int count, int items, LocalDate from) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new SimulatedRestaurant(MadeUp.restaurant(world, number, items), world))
                .map(made -> new PriceLab(made, new LabSales(made), new HashMap<>(), from, false))
                .toList();
    }

    private static Families elastic(Families committed) {
        MultiplicativeDemand.Parameters drawn = committed.families().multiplicative();
        MultiplicativeDemand.Parameters others = new MultiplicativeDemand.Parameters(
                drawn.salt(),
                new Distribution(null, List.of(-2.5, 0.8), null),
                new Distribution(null, List.of(0.0, 0.6), null),
                drawn.cross(),
                drawn.diversion(),
                drawn.feature());
        return new Families(
                committed.traffic(),
                committed.taste(),
                committed.prices(),
                committed.stockOuts(),
                committed.menu(),
                committed.noise(),
                committed.seeds(),
                new Families.Shapes(
                        others,
                        committed.families().logit(),
                        committed.families().saturating()));
    }

    /** The restaurant's id. */
    public String id() {
        return restaurant.definition().id();
    }

    /** How it goes about prices: NONE, SINGLE, ALL or MIXED. */
    public String policy() {
        return restaurant.policy().name();
    }

    /** The first business day without sales. */
    public int today() {
        return (int) today.toEpochDay();
    }

    /** A restaurant of the same past. */
    public PriceLab branch() {
        return new PriceLab(restaurant, sales.copy(), new HashMap<>(prices), today, taken);
    }

    /** Sells for so many days. */
    public void run(int days) {
        for (int i = 0; i < days; i++) {
            if (restaurant.traffic().isOpen(today)) {
                Board board = board(today, Map.of());
                sales.sell(board, today, restaurant.traffic().on(today).shock());
            } else {
                sales.close(today);
            }
            today = today.plusDays(1);
        }
    }

    /** From today on prices are what {@link #setPrice} says, and until it says one what they are, without promotions. */
    public void takeOver() {
        long day = today.toEpochDay();
        for (Dish dish : restaurant.menu().lasting()) {
            prices.put(dish.id(), dish.prices().regular(day));
        }
        taken = true;
    }

    /** Sets a price from today on, in ten-thousandths; throws ArithmeticException when it is finer than a hundredth. */
    public void setPrice(String itemId, long price) {
        prices.put(itemId, BigDecimal.valueOf(price, 2).longValueExact());
    }

    /** The history of all days so far. */
    public MenuHistory history() {
        Map<String, NavigableMap<Integer, Long>> known = sales.prices();
        prices.forEach((id, minor) ->
                known.computeIfAbsent(id, absent -> new TreeMap<>()).put(today(), minor));
        return sales.history(known);
    }

    /**
     * Expected contribution over the next days, in units of the currency, of all items with a food cost.
     *
     * @param others prices in ten-thousandths of items that get another one
     */
    public double contribution(Map<String, Long> others, int days) {
        Map<String, Long> minor = new HashMap<>();
        others.forEach((id, price) -> minor.put(id, BigDecimal.valueOf(price, 2).longValueExact()));
        double sum = 0;
        for (int i = 0; i < days; i++) {
            LocalDate date = today.plusDays(i);
            if (restaurant.traffic().isOpen(date)) {
                Board board = board(date, minor);
                double[] units = board.units();
                for (int place = 0; place < units.length; place++) {
                    BigDecimal cost = board.dish(place).item().cost();
                    if (cost != null && board.dish(place).parts().isEmpty()) {
                        sum += units[place] * (board.minor(place) / 100.0 - cost.doubleValue());
                    }
                }
            }
        }
        return sum;
    }

    /** True elasticities of items that are always on the menu, of expected units to the own price at the reference. */
    public Map<String, Double> elasticities() {
        Map<String, Double> truth = new TreeMap<>();
        List<Dish> lasting = restaurant.menu().lasting();
        for (int place = 0; place < lasting.size(); place++) {
            if (lasting.get(place).parts().isEmpty()) {
                truth.put(lasting.get(place).id(), elasticity(place));
            }
        }
        return truth;
    }

    private double elasticity(int place) {
        double price = restaurant.market().price(place);
        double[] units = new double[2];
        for (int side = 0; side < 2; side++) {
            double other = price * Math.exp(side == 0 ? -SMALL : SMALL);
            units[side] = restaurant.reference(
                            today, restaurant.market().reference().withPrice(place, other))
                    .units()[place];
        }
        return Math.log(units[1] / units[0]) / (2 * SMALL);
    }

    private Board board(LocalDate date, Map<String, Long> others) {
        List<Dish> dishes = restaurant.menu().on(date);
        Conditions conditions = restaurant.conditions(date, dishes);
        for (int place = 0; place < dishes.size(); place++) {
            Long price = price(dishes.get(place), date, others);
            if (price != null) {
                conditions.reprice(place, price / 100.0);
            }
        }
        return restaurant.reference(date, conditions);
    }

    private @Nullable Long price(Dish dish, LocalDate date, Map<String, Long> others) {
        Long other = others.get(dish.id());
        Long set = other == null ? prices.get(dish.id()) : other;
        return set == null && taken ? (Long) dish.prices().regular(date.toEpochDay()) : set;
    }

    /** A stream of random numbers of an item's day, the same in every branch. */
    static SplittableRandom random(SimulatedRestaurant restaurant, Dish dish, LocalDate date) {
        return Seeds.random(
                restaurant.world().seed(), restaurant.definition().id(), "lab " + dish.id(), date.toEpochDay());
    }
}

package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.Dish.Companion;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.connectors.simulator.demand.Conditions;
import io.menuflow.connectors.simulator.demand.Demand;
import io.menuflow.connectors.simulator.demand.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One restaurant and its history. A business day is a pure function of (world, restaurant, day): asked for again, or
 * without its neighbours, it has the same checks under the same ids, so sending it twice changes nothing.
 */
final class SimulatedRestaurant {

    /** A check is never quite sure to be followed by something. */
    private static final double SUREST = 0.95;

    private final RestaurantDefinition definition;
    private final World world;
    private final ServiceHours hours;
    private final PricePolicy policy;
    private final double deliveryMarkup;
    private final Menu menu;
    private final Traffic traffic;
    private final Market market;
    private final Demand demand;
    private final Taste taste;
    private final Till till;
    private final Waiter waiter;

    SimulatedRestaurant(RestaurantDefinition definition, World world) {
        this.definition = definition;
        this.world = world;
        Families families = world.families();
        hours = new ServiceHours(definition);
        SplittableRandom random = Seeds.random(world.seed(), definition.id(), "policy", 0);
        PricePolicy[] policies = PricePolicy.values();
        double[] shares = new double[policies.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = families.prices().policies().getOrDefault(policies[i], 0.0);
        }
        policy = policies[Picker.of(shares).next(random)];
        boolean alternates = random.nextDouble() < families.prices().deliveryMarkupChance();
        deliveryMarkup = alternates ? families.prices().deliveryMarkup().draw(random) : 0;
        menu = new Menu(definition, plans());
        traffic = new Traffic(definition, families.traffic(), world.seed());
        market = market(definition, menu, traffic.size());
        demand = families.demand(world.family(), market, world.seed(), definition.id());
        taste = new Taste(families.taste(), market, world.seed(), definition.id());
        till = new Till(definition);
        waiter = new Waiter(
                definition,
                hours,
                till,
                families.noise(),
                deliveryMarkup,
                families.prices().step());
    }

    RestaurantDefinition definition() {
        return definition;
    }

    World world() {
        return world;
    }

    ServiceHours hours() {
        return hours;
    }

    Menu menu() {
        return menu;
    }

    Traffic traffic() {
        return traffic;
    }

    Market market() {
        return market;
    }

    private static Market market(RestaurantDefinition definition, Menu menu, double size) {
        List<Dish> dishes = menu.on(definition.since());
        double[] weights = dishes.stream().mapToDouble(Dish::weight).toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double orders = definition.checksPerDay() * size * definition.meanBasket();
        int[] categories = new int[weights.length];
        double[] prices = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= orders / sum;
            categories[i] = definition.categoryNumber(dishes.get(i).category());
            prices[i] = dishes.get(i).item().price().doubleValue();
        }
        return new Market(categories, weights, prices);
    }

    Demand demand() {
        return demand;
    }

    Taste taste() {
        return taste;
    }

    PricePolicy policy() {
        return policy;
    }

    double deliveryMarkup() {
        return deliveryMarkup;
    }

    Waiter waiter() {
        return waiter;
    }

    Amendments amendments() {
        return new Amendments(till);
    }

    /** What is on offer on a business day, as if it were open. */
    Board board(LocalDate date) {
        List<Dish> dishes = menu.on(date);
        return board(dishes, conditions(date, dishes), hours.on(date));
    }

    /** What is on offer at the reference: the usual prices, everything there, all factors 1. */
    Board reference(LocalDate date, Conditions conditions) {
        return board(menu.on(date), conditions, hours.on(date));
    }

    /**
     * The checks of a business day in the order in which they are delivered: roughly by {@code closed_at}, with
     * revisions, duplicates and stragglers later, some of them days later; empty when it is closed.
     */
    List<Delivery> day(LocalDate date) {
        if (!traffic.isOpen(date)) {
            return List.of();
        }
        Board board = board(date);
        if (board.checks() == 0) {
            return List.of(); // everything is out of stock
        }
        SplittableRandom random = Seeds.random(world.seed(), definition.id(), "day", date.toEpochDay());
        double shock = traffic.on(date).shock();
        double[] expected = new double[hours.daypartCount()];
        for (int daypart = 0; daypart < expected.length; daypart++) {
            expected[daypart] = board.checks(daypart);
        }
        int count = Poisson.draw(board.checks() * shock, random);
        ServiceHours.Day day = hours.on(date);
        Picker[] appetites = board.appetites();
        String prefix = DateTimeFormatter.BASIC_ISO_DATE.format(date) + "-";
        Deliveries deliveries = new Deliveries(this, date, random);
        int number = 0;
        for (long closing : day.closings(count, expected, random)) {
            int daypart = day.daypart(closing);
            Instant closedAt = Instant.ofEpochMilli(closing);
            deliveries.add(
                    waiter.check(prefix + ++number, closedAt, daypart, board, appetites[daypart], random), closing);
        }
        return deliveries.inOrder();
    }

    /** Whether a dish, or a part of it, is out of stock on a day. */
    boolean isOut(Dish dish, long day) {
        for (int part : dish.parts()) {
            if (menu.lasting().get(part).stock().isOut(day)) {
                return true;
            }
        }
        return dish.stock().isOut(day);
    }

    /** What demand depends on, on a business day, at the prices of the plan. */
    Conditions conditions(LocalDate date, List<Dish> dishes) {
        long day = date.toEpochDay();
        double[] tastes = taste.on(day, traffic.warmth(date));
        Conditions conditions = new Conditions(traffic.on(date).expected(), dishes.size());
        for (int i = 0; i < dishes.size(); i++) {
            Dish dish = dishes.get(i);
            double price = dish.prices().minor(day) / 100.0;
            conditions.set(i, tastes[i], price, dish.prices().featured(day), !isOut(dish, day));
        }
        return conditions;
    }

    private Board board(List<Dish> dishes, Conditions conditions, ServiceHours.Day day) {
        double[] orders = demand.orders(conditions);
        long[] minor = new long[orders.length];
        List<List<Companion>> companions = new ArrayList<>(orders.length);
        for (int i = 0; i < orders.length; i++) {
            minor[i] = Math.round(conditions.price(i) * 100);
            List<Companion> today = new ArrayList<>();
            for (Companion companion : dishes.get(i).companions()) {
                int with = companion.dish();
                double response = demand.response(with, conditions.price(with), conditions.featured(with));
                if (conditions.available(with)) {
                    today.add(new Companion(with, Math.min(SUREST, companion.chance() * response)));
                }
            }
            companions.add(today);
        }
        double[] hoursOf = day.weightOfDayparts();
        double[][] weights = new double[hoursOf.length][orders.length];
        for (int i = 0; i < orders.length; i++) {
            double all = 0;
            for (int daypart = 0; daypart < hoursOf.length; daypart++) {
                weights[daypart][i] = hoursOf[daypart] * dishes.get(i).factor(hours.daypartName(daypart));
                all += weights[daypart][i];
            }
            for (int daypart = 0; daypart < hoursOf.length; daypart++) {
                weights[daypart][i] *= orders[i] / all;
            }
        }
        return new Board(dishes, minor, orders, companions, weights, definition.meanBasket());
    }

    private Menu.Plans plans() {
        return new Menu.Plans() {
            @Override
            public PricePlan prices(Item item) {
                return new PricePlan(
                        world.families().prices(),
                        policy,
                        Minor.of(item.price()),
                        world.seed(),
                        definition.id(),
                        item.id());
            }

            @Override
            public StockPlan stock(Item item) {
                return new StockPlan(world.families().stockOuts(), world.seed(), definition.id(), item.id());
            }
        };
    }
}

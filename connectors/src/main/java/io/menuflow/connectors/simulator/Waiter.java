package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.Dish.Companion;
import io.menuflow.connectors.simulator.RestaurantDefinition.Tips;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Takes orders: turns what a table wants into a check. */
final class Waiter {

    /** The {@code source} of every simulated check. */
    static final String SOURCE = "simulator";

    private static final OrderType[] ORDER_TYPES = {OrderType.DINE_IN, OrderType.TAKEOUT, OrderType.DELIVERY};
    private static final String[] LINE_IDS = {"1", "2", "3", "4", "5", "6"};
    private static final double COMP_CHANCE = 0.006;
    private static final double DISCOUNT_CHANCE = 0.03;
    private static final int[] DISCOUNT_PCT = {10, 10, 15, 20, 50};
    private static final double ONLINE_CHANCE = 0.3;

    private final RestaurantDefinition definition;
    private final ServiceHours hours;
    private final Till till;
    private final Picker orderTypes;
    private final Picker sizes;

    Waiter(RestaurantDefinition definition, ServiceHours hours, Till till) {
        this.definition = definition;
        this.hours = hours;
        this.till = till;
        orderTypes = Picker.of(Arrays.stream(ORDER_TYPES)
                .mapToDouble(type -> definition.orderTypes().getOrDefault(type, 0.0))
                .toArray());
        sizes = Picker.of(definition.basketSizes());
        if (definition.basketSizes().size() > LINE_IDS.length) {
            throw new IllegalArgumentException(definition.id() + ": at most " + LINE_IDS.length + " items on a check");
        }
    }

    /** A check of the dishes that {@code appetite} picks by their place. */
    Check check(String id, Instant closedAt, int daypart, List<Dish> dishes, Picker appetite, SplittableRandom random) {
        OrderType type = ORDER_TYPES[orderTypes.next(random)];
        List<Line> lines = lines(dishes, appetite, random);
        Integer guests = type == OrderType.DINE_IN ? (Integer) ((lines.size() + 1) / 2 + random.nextInt(2)) : null;
        return new Check(
                SOURCE,
                id,
                1,
                definition.id(),
                closedAt.minusSeconds(stay(type, random)),
                closedAt,
                Check.State.CLOSED,
                type,
                channel(type, random),
                hours.daypartName(daypart),
                guests,
                null,
                definition.currency(),
                lines,
                till.totals(lines, serviceCharge(guests), tip(type, lines, random)));
    }

    private List<Line> lines(List<Dish> dishes, Picker appetite, SplittableRandom random) {
        int[] basket = new int[LINE_IDS.length];
        int count = fill(basket, dishes, appetite, random);
        Line[] lines = new Line[count];
        for (int i = 0; i < count; i++) {
            lines[i] = line(LINE_IDS[i], dishes.get(basket[i]), random);
        }
        return List.of(lines);
    }

    /** Puts distinct dishes into the basket and says how many; companions may make it larger than was wanted. */
    private int fill(int[] basket, List<Dish> dishes, Picker appetite, SplittableRandom random) {
        int wanted = sizes.next(random) + 1;
        int count = 0;
        // A dish drawn again is drawn once more, but a short menu must not keep the loop.
        for (int draw = 0; count < wanted && draw < 4 * wanted; draw++) {
            int dish = appetite.next(random);
            if (contains(basket, count, dish)) {
                continue;
            }
            basket[count++] = dish;
            for (Companion companion : dishes.get(dish).companions()) {
                if (count < basket.length
                        && random.nextDouble() < companion.chance()
                        && !contains(basket, count, companion.dish())) {
                    basket[count++] = companion.dish();
                }
            }
        }
        return count;
    }

    private static boolean contains(int[] basket, int count, int dish) {
        for (int i = 0; i < count; i++) {
            if (basket[i] == dish) {
                return true;
            }
        }
        return false;
    }

    private Line line(String lineId, Dish dish, SplittableRandom random) {
        BigDecimal quantity = dish.quantity(random);
        List<Modifier> modifiers = dish.modifiers(random);
        long unit = dish.minorPrice();
        for (Modifier modifier : modifiers) {
            unit += Minor.of(modifier.price());
        }
        long gross = quantity.scale() == 0
                ? unit * quantity.longValue()
                : Minor.share(unit, quantity.unscaledValue().longValue(), 100);
        double luck = random.nextDouble();
        boolean comp = luck < COMP_CHANCE;
        long discount = !comp && luck < COMP_CHANCE + DISCOUNT_CHANCE
                ? Minor.share(gross, DISCOUNT_PCT[random.nextInt(DISCOUNT_PCT.length)], 100)
                : 0;
        long net = comp ? 0 : gross - discount;
        return new Line(
                lineId,
                dish.id(),
                dish.name(),
                dish.category(),
                null,
                null,
                quantity,
                dish.price(),
                modifiers,
                discount == 0 ? null : Minor.amount(discount),
                Minor.amount(net),
                Minor.amount(till.tax(net)),
                comp ? LineKind.COMP : LineKind.SALE);
    }

    private static long stay(OrderType type, SplittableRandom random) {
        return type == OrderType.DINE_IN ? random.nextLong(1_200, 5_400) : random.nextLong(240, 1_500);
    }

    private static String channel(OrderType type, SplittableRandom random) {
        if (type == OrderType.DELIVERY) {
            return "marketplace";
        }
        return type == OrderType.TAKEOUT && random.nextDouble() < ONLINE_CHANCE ? "online" : "counter";
    }

    private @Nullable BigDecimal serviceCharge(@Nullable Integer guests) {
        BigDecimal cover = definition.coverCharge();
        return cover == null || guests == null ? null : cover.multiply(BigDecimal.valueOf(guests));
    }

    private @Nullable BigDecimal tip(OrderType type, List<Line> lines, SplittableRandom random) {
        Tips tips = definition.tips();
        if (tips == null || type == OrderType.DELIVERY || random.nextDouble() >= tips.chance()) {
            return null;
        }
        long net = 0;
        for (Line line : lines) {
            net += line.netAmount() == null ? 0 : Minor.of(line.netAmount());
        }
        long pct = Math.max(1, tips.pct() + random.nextInt(-5, 6));
        return net == 0 ? null : Minor.amount(Minor.share(net, pct, 100));
    }
}

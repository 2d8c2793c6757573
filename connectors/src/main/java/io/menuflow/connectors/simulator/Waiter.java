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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Takes orders: turns what a table wants into a check. */
final class Waiter {

    /** The {@code source} of every simulated check. */
    static final String SOURCE = "simulator";

    private static final OrderType[] ORDER_TYPES = {OrderType.DINE_IN, OrderType.TAKEOUT, OrderType.DELIVERY};
    /** Discounts in percent, by how often they are given. */
    private static final int[] DISCOUNT_PCT = {10, 10, 15, 20, 50};

    private static final String[] LINE_IDS = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};
    private static final double ONLINE_CHANCE = 0.3;

    private final RestaurantDefinition definition;
    private final ServiceHours hours;
    private final Till till;
    private final Families.Noise noise;
    private final double deliveryMarkup;
    private final int step;
    private final Picker orderTypes;
    private final Picker sizes;

    /**
     * A waiter of a restaurant.
     *
     * @param deliveryMarkup by which prices are higher when delivered, 0.1 for a tenth
     * @param step minor units to which these prices are rounded
     */
    Waiter(
            RestaurantDefinition definition,
            ServiceHours hours,
            Till till,
            Families.Noise noise,
            double deliveryMarkup,
            int step) {
        this.definition = definition;
        this.hours = hours;
        this.till = till;
        this.noise = noise;
        this.deliveryMarkup = deliveryMarkup;
        this.step = step;
        orderTypes = Picker.of(Arrays.stream(ORDER_TYPES)
                .mapToDouble(type -> definition.orderTypes().getOrDefault(type, 0.0))
                .toArray());
        sizes = Picker.of(definition.basketSizes());
    }

    /** A check of the dishes that {@code appetite} picks by their place. */
    Check check(String id, Instant closedAt, int daypart, Board board, Picker appetite, SplittableRandom random) {
        OrderType type = ORDER_TYPES[orderTypes.next(random)];
        List<Line> lines = lines(board, appetite, type, random);
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

    /** Takes orders one after the other, each with what follows it; a dish ordered again is more of it. */
    private List<Line> lines(Board board, Picker appetite, OrderType type, SplittableRandom random) {
        Basket basket = new Basket();
        for (int order = sizes.next(random); order >= 0; order--) {
            int place = appetite.next(random);
            basket.add(place, board.dish(place).quantity(random));
            for (Companion companion : board.companions(place)) {
                if (random.nextDouble() < companion.chance()) {
                    int with = companion.dish();
                    basket.add(with, board.dish(with).quantity(random));
                }
            }
        }
        List<Line> lines = new ArrayList<>(basket.size());
        for (int i = 0; i < basket.size(); i++) {
            if (board.dish(basket.dish(i)).parts().isEmpty()) {
                lines.add(line(lineId(lines), board, basket.dish(i), basket.quantity(i), type, random));
            } else {
                combo(lines, board, basket.dish(i), basket.quantity(i), type);
            }
        }
        return lines;
    }

    private Line line(String lineId, Board board, int place, long quantity, OrderType type, SplittableRandom random) {
        Dish dish = board.dish(place);
        List<Modifier> modifiers = dish.modifiers(random);
        long price = price(board.minor(place), type);
        long unit = price;
        for (Modifier modifier : modifiers) {
            unit += Minor.of(modifier.price());
        }
        long gross = Minor.share(unit, quantity, 100);
        double luck = random.nextDouble();
        boolean comp = luck < noise.comped();
        long discount = !comp && luck < noise.comped() + noise.discounted()
                ? Minor.share(gross, DISCOUNT_PCT[random.nextInt(DISCOUNT_PCT.length)], 100)
                : 0;
        long net = comp ? 0 : gross - discount;
        return new Line(
                lineId,
                dish.id(),
                dish.name(),
                dish.category(),
                dish.variant(),
                null,
                quantity(quantity),
                price == board.minor(place) ? board.price(place) : Minor.amount(price),
                modifiers,
                discount == 0 ? null : Minor.amount(discount),
                Minor.amount(net),
                Minor.amount(till.tax(net)),
                comp ? LineKind.COMP : LineKind.SALE);
    }

    /** A line for the combo and one for each part. The parts carry the money, by their own prices, to the cent. */
    private void combo(List<Line> lines, Board board, int place, long quantity, OrderType type) {
        String id = lineId(lines);
        long price = price(board.minor(place), type);
        lines.add(part(id, null, board, place, quantity, price, 0));
        long restOfMoney = Minor.share(price, quantity, 100);
        long restOfPrices = 0;
        for (int part : board.dish(place).parts()) {
            restOfPrices += board.minor(part);
        }
        for (int part : board.dish(place).parts()) {
            long net = Minor.share(restOfMoney, board.minor(part), restOfPrices);
            lines.add(part(lineId(lines), id, board, part, quantity, price(board.minor(part), type), net));
            restOfMoney -= net;
            restOfPrices -= board.minor(part);
        }
    }

    private Line part(
            String lineId, @Nullable String parent, Board board, int place, long quantity, long price, long net) {
        Dish dish = board.dish(place);
        return new Line(
                lineId,
                dish.id(),
                dish.name(),
                dish.category(),
                dish.variant(),
                parent,
                quantity(quantity),
                Minor.amount(price),
                List.of(),
                null,
                Minor.amount(net),
                Minor.amount(till.tax(net)),
                LineKind.SALE);
    }

    private long price(long menuPrice, OrderType type) {
        return type == OrderType.DELIVERY && deliveryMarkup > 0
                ? Math.round(menuPrice * (1 + deliveryMarkup) / step) * step
                : menuPrice;
    }

    private static String lineId(List<Line> lines) {
        return lines.size() < LINE_IDS.length ? LINE_IDS[lines.size()] : Integer.toString(lines.size() + 1);
    }

    private static BigDecimal quantity(long hundredths) {
        long units = hundredths / 100;
        if (units * 100 != hundredths) {
            return BigDecimal.valueOf(hundredths, 2);
        }
        return BigDecimal.valueOf(units);
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

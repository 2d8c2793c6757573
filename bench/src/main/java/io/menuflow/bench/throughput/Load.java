package io.menuflow.bench.throughput;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Restaurants with menus and an endless run of new checks, ascending in time but for {@link #DISORDER}. The same shape
 * and seed give the same checks.
 */
final class Load {

    /** How far a check may be out of order. */
    static final Duration DISORDER = Duration.ofMinutes(5);

    private static final int MAX_LINES = 12;
    private static final int MONEY_SCALE = 4;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /**
     * Its shape.
     *
     * @param meanLines lines of a check in the mean, 1 and more
     * @param density checks a business day of a restaurant, in the mean over all
     * @param restaurantSkew the exponent of Zipf's law over restaurants, 0 for all alike
     * @param itemSkew the same over the items of a menu
     */
    record Shape(
            int restaurants,
            int items,
            double meanLines,
            int density,
            double restaurantSkew,
            double itemSkew,
            long seed) {}

    private final Shape shape;
    private final Instant start;
    private final double[] restaurantShares;
    private final double[] itemShares;
    private final BigDecimal[] prices;
    private final SplittableRandom random;
    private long sent;

    /** From {@code start} on. */
    Load(Shape shape, Instant start) {
        this.shape = shape;
        this.start = start;
        this.restaurantShares = zipf(shape.restaurants(), shape.restaurantSkew());
        this.itemShares = zipf(shape.items(), shape.itemSkew());
        this.random = new SplittableRandom(shape.seed());
        this.prices = new BigDecimal[shape.items()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = BigDecimal.valueOf(random.nextInt(300, 3_000), 2);
        }
    }

    /** The days that {@code checks} checks take. */
    static double days(Shape shape, long checks) {
        return (double) checks / shape.density() / shape.restaurants();
    }

    /** Sends every restaurant, then every item. */
    void catalogue(EventSink sink) {
        LocalDate since = LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(30);
        for (int r = 0; r < shape.restaurants(); r++) {
            sink.restaurant(restaurant(r, since));
        }
        for (int r = 0; r < shape.restaurants(); r++) {
            for (int i = 0; i < shape.items(); i++) {
                sink.item(item(r, i, since));
            }
        }
    }

    /** Sends the next {@code count} checks. */
    void checks(int count, EventSink sink) {
        for (int i = 0; i < count; i++) {
            sink.check(next());
        }
    }

    private Check next() {
        int restaurant = pick(restaurantShares);
        long at = (long) (days(shape, sent) * DAY_MS) - random.nextLong(DISORDER.toMillis());
        int lines = 1;
        double more = (shape.meanLines() - 1) / (MAX_LINES - 1);
        for (int i = 1; i < MAX_LINES; i++) {
            if (random.nextDouble() < more) {
                lines++;
            }
        }
        List<Check.Line> all = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            int item = pick(itemShares);
            all.add(new Check.Line(
                    Integer.toString(i + 1),
                    itemId(item),
                    "Item " + item,
                    "Category " + item % 5,
                    null,
                    null,
                    BigDecimal.valueOf(random.nextInt(10) < 9 ? 1 : 2),
                    prices[item],
                    List.of(),
                    null,
                    null,
                    null,
                    Check.LineKind.SALE));
        }
        sent++;
        return new Check(
                "bench",
                Long.toString(sent),
                1,
                restaurantId(restaurant),
                null,
                start.plusMillis(at),
                Check.State.CLOSED,
                random.nextInt(3) == 0 ? Check.OrderType.TAKEOUT : Check.OrderType.DINE_IN,
                null,
                null,
                null,
                null,
                "EUR",
                all,
                Check.Totals.NONE);
    }

    private static Restaurant restaurant(int restaurant, LocalDate since) {
        CalendarPeriod calendar = CalendarPeriod.newBuilder()
                .setEffectiveFrom(since)
                .setZone("Europe/Rome")
                .setCutOffMinutes(240)
                .build();
        return Restaurant.newBuilder()
                .setRestaurantId(restaurantId(restaurant))
                .setName("Restaurant " + restaurant)
                .setCurrency("EUR")
                .setCalendars(List.of(calendar))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private MenuItem item(int restaurant, int item, LocalDate since) {
        BigDecimal price = prices[item].setScale(MONEY_SCALE, RoundingMode.UNNECESSARY);
        BigDecimal cost =
                price.multiply(BigDecimal.valueOf(20 + item % 25, 2)).setScale(MONEY_SCALE, RoundingMode.HALF_UP);
        return MenuItem.newBuilder()
                .setRestaurantId(restaurantId(restaurant))
                .setItemId(itemId(item))
                .setName("Item " + item)
                .setCategory("Category " + item % 5)
                .setPrices(List.of(new DatedAmount(since, price)))
                .setFoodCosts(List.of(new DatedAmount(since, cost)))
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private int pick(double[] cumulative) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(at < 0 ? -at - 1 : at, cumulative.length - 1);
    }

    /** Cumulative shares by Zipf's law. */
    private static double[] zipf(int count, double exponent) {
        double[] cumulative = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulative[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            cumulative[i] /= sum;
        }
        return cumulative;
    }

    static String restaurantId(int restaurant) {
        return "restaurant-" + restaurant;
    }

    private static String itemId(int item) {
        return "item-" + item;
    }
}

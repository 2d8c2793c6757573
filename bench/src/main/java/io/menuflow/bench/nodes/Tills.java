package io.menuflow.bench.nodes;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Restaurants whose checks close one after the other, no two at the same time: what a restaurant had sold at any of those
 * times is the sum of its first checks, and {@code as_of} says how many they are. Used by one thread.
 */
final class Tills {

    private final int items;
    private final Instant start;
    private final SplittableRandom random;
    private final BigDecimal[] prices;
    private final List<List<Sold>> sold = new ArrayList<>();
    private int next;

    /** One check: {@code quantities[i]} units of {@code lines[i]}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sold(long closedAtMillis, int[] lines, int[] quantities) {}

    Tills(int restaurants, int items, Instant start, long seed) {
        this.items = items;
        this.start = start;
        this.random = new SplittableRandom(seed);
        prices = new BigDecimal[items];
        for (int i = 0; i < items; i++) {
            prices[i] = BigDecimal.valueOf(random.nextInt(300, 3_000), 2);
        }
        for (int r = 0; r < restaurants; r++) {
            sold.add(new ArrayList<>());
        }
    }

    static String restaurantId(int restaurant) {
        return "place-" + restaurant;
    }

    static String itemId(int item) {
        return "item-" + item;
    }

    int restaurants() {
        return sold.size();
    }

    int items() {
        return items;
    }

    BigDecimal price(int item) {
        return prices[item];
    }

    /** What a restaurant sold, in order. */
    List<Sold> of(int restaurant) {
        return sold.get(restaurant);
    }

    /** Sends every restaurant. */
    void catalogue(EventSink sink) {
        for (int r = 0; r < restaurants(); r++) {
            CalendarPeriod calendar = CalendarPeriod.newBuilder()
                    .setEffectiveFrom(LocalDate.EPOCH)
                    .setZone("Europe/Rome")
                    .setCutOffMinutes(240)
                    .build();
            sink.restaurant(Restaurant.newBuilder()
                    .setRestaurantId(restaurantId(r))
                    .setName("Place " + r)
                    .setCurrency("EUR")
                    .setCalendars(List.of(calendar))
                    .setSettings(MenuSettings.newBuilder().build())
                    .setUpdatedAt(Instant.EPOCH)
                    .build());
        }
    }

    /** Sends a check of the restaurant whose turn it is. */
    void check(EventSink sink) {
        int restaurant = next++ % restaurants();
        List<Sold> before = sold.get(restaurant);
        long closedAt = start.toEpochMilli() + 1_000L * before.size() + restaurant;
        int count = random.nextInt(1, 4);
        int[] lines = new int[count];
        int[] quantities = new int[count];
        List<Check.Line> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int item = (random.nextInt(items) + random.nextInt(items)) / 2;
            lines[i] = item;
            quantities[i] = random.nextInt(1, 4);
            all.add(line(i, item, quantities[i]));
        }
        before.add(new Sold(closedAt, lines, quantities));
        sink.check(new Check(
                "bench",
                Integer.toString(before.size()),
                1,
                restaurantId(restaurant),
                null,
                Instant.ofEpochMilli(closedAt),
                Check.State.CLOSED,
                Check.OrderType.DINE_IN,
                null,
                null,
                null,
                null,
                "EUR",
                all,
                Check.Totals.NONE));
    }

    private Check.Line line(int number, int item, int quantity) {
        return new Check.Line(
                Integer.toString(number + 1),
                itemId(item),
                "Item " + item,
                null,
                null,
                null,
                BigDecimal.valueOf(quantity),
                prices[item],
                List.of(),
                null,
                null,
                null,
                Check.LineKind.SALE);
    }
}

package io.menuflow.bench.crash;

import io.menuflow.connectors.CheckAvro;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What can never be counted: bytes that mean nothing, and records under a key that is not theirs. */
final class Junk {

    private static final int KINDS = 15;
    private static final int UNKNOWN_SCHEMA = 999_999;

    private final SplittableRandom random;
    private final Sender to;
    private final Topics topics;
    private int sent;

    Junk(SplittableRandom random, Sender to) {
        this.random = random;
        this.to = to;
        this.topics = to.topics();
    }

    /** Sends one piece of junk near {@code check}'s restaurant, every kind in turn. */
    void send(Check check) {
        String id = check.restaurantId();
        int home = to.home(id);
        byte[] good = to.bytes(topics.transactions(), CheckAvro.toAvro(check));
        String key = "junk-" + sent;
        switch (sent++ % KINDS) {
            case 0 -> to.raw(topics.transactions(), home, id, noise());
            case 1 -> to.raw(topics.transactions(), home, id, Arrays.copyOf(good, good.length - 1 - random.nextInt(7)));
            case 2 -> to.raw(topics.transactions(), to.elsewhere(id), id, Arrays.copyOf(good, good.length + 3));
            case 3 ->
                to.raw(
                        topics.transactions(),
                        home,
                        id,
                        ByteBuffer.allocate(9)
                                .put((byte) 0)
                                .putInt(UNKNOWN_SCHEMA)
                                .array());
            case 4 -> to.raw(topics.transactions(), home, id, null);
            case 5 -> to.raw(topics.transactions(), home, "another-restaurant", good);
            case 6 -> to.raw(topics.menuItems(), to.home(key), key + ":item", noise());
            case 7 -> to.raw(topics.menuItems(), to.home(key), key + ":falling", falling(key));
            case 8 -> to.raw(topics.restaurants(), to.home(key), key, noise());
            case 9 -> to.raw(topics.restaurants(), to.home(key), key, nowhere(key));
            case 10 -> to.raw(topics.restaurants(), to.home(key), key + ":item", null);
            case 11 -> to.raw(topics.restaurantDays(), to.home(key), key + ":2025-01-01", noise());
            case 12 -> to.raw(topics.restaurantDays(), to.home(key), key + ":1999-12-31", longAgo(key));
            case 13 -> to.raw(topics.restaurantDays(), to.home(key), key + ":2025-02-30", null);
            default -> to.raw(topics.transactions(), home, null, new byte[0]);
        }
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        noise[0] = 7;
        return noise;
    }

    /** An item whose prices do not ascend by their days. */
    private byte[] falling(String restaurant) {
        LocalDate day = LocalDate.of(2025, 1, 1);
        BigDecimal price = new BigDecimal("1.0000");
        return to.bytes(
                topics.menuItems(),
                MenuItem.newBuilder()
                        .setRestaurantId(restaurant)
                        .setItemId("falling")
                        .setName("Falling")
                        .setPrices(List.of(new DatedAmount(day, price), new DatedAmount(day.minusDays(1), price)))
                        .setUpdatedAt(Instant.EPOCH)
                        .build());
    }

    /** A day before all days. */
    private byte[] longAgo(String restaurant) {
        return to.bytes(
                topics.restaurantDays(),
                RestaurantDay.newBuilder()
                        .setRestaurantId(restaurant)
                        .setDate(LocalDate.of(1999, 12, 31))
                        .setUpdatedAt(Instant.parse("2025-01-01T00:00:00Z"))
                        .build());
    }

    /** A restaurant in no time zone. */
    private byte[] nowhere(String id) {
        return to.bytes(
                topics.restaurants(),
                Restaurant.newBuilder()
                        .setRestaurantId(id)
                        .setName("Nowhere")
                        .setCurrency("EUR")
                        .setCalendars(List.of(CalendarPeriod.newBuilder()
                                .setEffectiveFrom(LocalDate.EPOCH)
                                .setZone("Middle/Earth")
                                .build()))
                        .setSettings(MenuSettings.newBuilder().build())
                        .setUpdatedAt(Instant.EPOCH)
                        .build());
    }
}

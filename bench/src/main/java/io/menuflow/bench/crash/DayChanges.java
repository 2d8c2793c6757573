package io.menuflow.bench.crash;

import io.menuflow.schemas.avro.RestaurantDay;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is told of days beside their sales while they are live: told anew, taken back, gone by and to come. */
final class DayChanges {

    private static final int DAYS = 500;
    private static final int BEFORE = 60;
    private static final List<String> WEATHER = List.of("sun", "rain", "snow");

    private final SplittableRandom random;
    private final Sender to;
    private final LocalDate from;
    private final List<String> told = new ArrayList<>();
    private int strays;

    DayChanges(SplittableRandom random, Sender to, LocalDate from) {
        this.random = random;
        this.to = to;
        this.from = from;
    }

    /** Tells something of a day, or takes back what was told of one. */
    void change(String restaurant, boolean mayStray) {
        if (!told.isEmpty() && random.nextInt(5) == 0) {
            String key = told.remove(random.nextInt(told.size()));
            to.raw(to.topics().restaurantDays(), to.home(key), key, null);
            return;
        }
        boolean stray = mayStray && random.nextInt(4) == 0;
        // One that strays is told once: nobody can say when it comes home.
        LocalDate date = stray
                ? from.minusDays(BEFORE + 1 + strays++ % 5_000)
                : from.minusDays(BEFORE).plusDays(random.nextInt(DAYS));
        RestaurantDay day = day(restaurant, date);
        String key = restaurant + ":" + date;
        to.raw(
                to.topics().restaurantDays(),
                stray ? to.elsewhere(key) : to.home(key),
                key,
                to.bytes(to.topics().restaurantDays(), day));
        if (!stray) {
            told.add(key);
        }
    }

    private RestaurantDay day(String restaurant, LocalDate date) {
        return RestaurantDay.newBuilder()
                .setRestaurantId(restaurant)
                .setDate(date)
                .setClosed(random.nextInt(4) == 0)
                .setHoliday(random.nextInt(4) == 0)
                .setTemperature(random.nextBoolean() ? (Double) (random.nextInt(400) / 10.0 - 5) : null)
                .setWeather(random.nextBoolean() ? WEATHER.get(random.nextInt(WEATHER.size())) : null)
                .setEvent(random.nextInt(8) == 0 ? "fair " + random.nextInt(100) : null)
                .setUpdatedAt(from.atStartOfDay().toInstant(ZoneOffset.UTC))
                .build();
    }
}

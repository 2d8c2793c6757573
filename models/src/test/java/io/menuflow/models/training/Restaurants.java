package io.menuflow.models.training;

import io.menuflow.models.features.SoldItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Manifest.Origin;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Invented restaurants whose items drift past each other, fast to make. */
record Restaurants(List<RestaurantHistory> all) implements Histories {

    static final int FIRST = 20_000;

    static Restaurants of(int count, int items, int days, long seed) {
        return new Restaurants(Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> one("r" + i, items, days, new SplittableRandom(seed + i)))
                .toList());
    }

    static RestaurantHistory one(String name, int items, int days, SplittableRandom random) {
        SoldItem[] all = new SoldItem[items];
        for (int i = 0; i < items; i++) {
            double level = 1 + random.nextDouble() * 3;
            double phase = random.nextDouble() * 6;
            double price = 3 + random.nextDouble() * 10;
            all[i] = SoldItem.item("i" + i).price(0, price).cost(0, price * (0.2 + 0.3 * random.nextDouble()));
            for (int day = 0; day < days; day++) {
                double mean = Math.exp(level + 0.6 * Math.sin(phase + day / 25.0));
                int units = (int) Math.round(mean * (0.5 + random.nextDouble()));
                if (units > 0) {
                    all[i].sold(FIRST + day, units, units * price);
                }
            }
        }
        MenuHistory history = SoldItem.history(all);
        return new RestaurantHistory(name, history, QuadrantRules.DEFAULT, FIRST, FIRST + days - 1);
    }

    @Override
    public Stream<RestaurantHistory> stream() {
        return all.stream();
    }

    @Override
    public long count() {
        return all.size();
    }

    @Override
    public Origin origin() {
        return Origin.FILE;
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("file", "test");
    }
}

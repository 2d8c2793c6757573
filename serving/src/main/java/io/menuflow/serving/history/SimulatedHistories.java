package io.menuflow.serving.history;

import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.RestaurantHistory;
import io.menuflow.schemas.avro.Restaurant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Simulated restaurants: so many of each family and seed. Every other one tells closed days, holidays, weather and what was
 * sold out.
 *
 * @param items sizes of menus, taken in turn from seed to seed; 0 for the restaurants with names
 * @param from first business day
 * @param days business days of each
 */
public record SimulatedHistories(
        List<Family> families, List<Long> seeds, int restaurants, List<Integer> items, LocalDate from, int days)
        implements Histories {

    public SimulatedHistories {
        families = List.copyOf(families);
        seeds = List.copyOf(seeds);
        items = List.copyOf(items);
    }

    /** One family's restaurants of one seed. */
    private record World(Family family, long seed, int items) {}

    @Override
    public Stream<RestaurantHistory> stream() {
        List<World> worlds = new ArrayList<>();
        for (Family family : families) {
            for (int i = 0; i < seeds.size(); i++) {
                worlds.add(new World(family, seeds.get(i), items.get(i % items.size())));
            }
        }
        return worlds.parallelStream().flatMap(world -> histories(world).stream());
    }

    private List<RestaurantHistory> histories(World world) {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeed(world.seed())
                .withFamily(world.family())
                .withLive(false)
                .withRestaurantCount(restaurants);
        try (HistorySink sink = new HistorySink()) {
            Simulator simulator = new Simulator(world.items() == 0 ? options : options.withItems(world.items()), sink);
            // Noon after the last day: its stragglers are there, and the sales of that noon do not count.
            var until = from.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
            simulator.restaurants().forEach(sink::restaurant);
            simulator.items(from, until).forEach(sink::item);
            tell(simulator, sink);
            simulator.history(from, until).forEach(sink::check);
            return sink.histories(world.family().name().toLowerCase(Locale.ROOT) + "/" + world.seed() + "/");
        }
    }

    /** Every other restaurant keeps track of its days: models meet both kinds. */
    private void tell(Simulator simulator, HistorySink sink) {
        List<Restaurant> all = simulator.restaurants();
        for (int i = 0; i < all.size(); i += 2) {
            String id = all.get(i).getRestaurantId();
            sink.told(id, simulator.told(id, from, days));
        }
    }

    @Override
    public long count() {
        return (long) families.size() * seeds.size() * restaurants;
    }

    @Override
    public Origin origin() {
        return Origin.SIMULATED;
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of(
                "families",
                families.stream()
                        .map(family -> family.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")),
                "seeds",
                seeds.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "restaurants_each",
                String.valueOf(restaurants),
                "items",
                items.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "days",
                from + " to " + from.plusDays(days - 1L));
    }
}

package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.check.Check;
import java.time.LocalDate;
import java.util.List;

/** Shortcuts to simulated restaurants. */
final class Restaurants {

    private Restaurants() {}

    static RestaurantDefinition definition(String id) {
        return Definitions.select(List.of(id), 1).get(0);
    }

    static SimulatedRestaurant of(RestaurantDefinition definition, long seed) {
        return new SimulatedRestaurant(definition, World.of(Family.MULTIPLICATIVE, seed, false));
    }

    static SimulatedRestaurant named(String id, long seed) {
        return of(definition(id), seed);
    }

    static List<Check> checks(SimulatedRestaurant restaurant, LocalDate day) {
        return restaurant.day(day).stream().map(Delivery::check).toList();
    }
}

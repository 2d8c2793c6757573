package io.menuflow.connectors.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What guests want on a business day: how many come, and how they choose among the dishes. The one place that knows
 * it; other families of demand take its place here.
 */
final class Demand {

    private static final int MIN_CHECKS = 80;
    private static final int MAX_CHECKS = 250;
    /** Half the width of a day's noise: triangular, so mostly far less. */
    private static final double NOISE = 0.14;
    /** Largest effect of fashion on the log of a dish's weight. */
    private static final double FASHION = 0.25;

    private final RestaurantDefinition definition;
    private final ServiceHours hours;
    private final long seed;
    private final double size;
    private final double[] periods;
    private final double[] phases;

    Demand(RestaurantDefinition definition, Menu menu, ServiceHours hours, long seed) {
        this.definition = definition;
        this.hours = hours;
        this.seed = seed;
        SplittableRandom random = Seeds.random(seed, definition.id(), "fashion", 0);
        size = random.nextDouble(0.92, 1.08);
        int dishes = menu.lasting().size();
        periods = random.doubles(dishes, 70, 220).toArray();
        phases = random.doubles(dishes, 0, 2 * Math.PI).toArray();
    }

    /** Checks of a business day, 80 to 250; none before the restaurant opened. */
    int checks(LocalDate day) {
        if (day.isBefore(definition.since())) {
            return 0;
        }
        SplittableRandom random = Seeds.random(seed, definition.id(), "checks", day.toEpochDay());
        double noise = 1 + NOISE * (random.nextDouble() + random.nextDouble() - 1);
        double weekday = definition.weekdays().getOrDefault(day.getDayOfWeek(), 1.0);
        long checks = Math.round(definition.checksPerDay() * size * weekday * noise);
        return Math.toIntExact(Math.max(MIN_CHECKS, Math.min(MAX_CHECKS, checks)));
    }

    /** How guests choose among {@code dishes} on a business day, by daypart. */
    Picker[] appetites(LocalDate day, List<Dish> dishes) {
        double[] base = weights(day, dishes);
        Picker[] appetites = new Picker[hours.daypartCount()];
        for (int daypart = 0; daypart < appetites.length; daypart++) {
            appetites[daypart] = Picker.of(inDaypart(base, dishes, daypart));
        }
        return appetites;
    }

    /** The weights of {@code dishes} on a business day: dishes go slowly in and out of fashion. */
    double[] weights(LocalDate day, List<Dish> dishes) {
        double[] weights = new double[dishes.size()];
        for (int i = 0; i < weights.length; i++) {
            double fashion = 0;
            if (i < periods.length) {
                // StrictMath: the same seed must give the same checks on every processor.
                fashion = FASHION * StrictMath.sin(phases[i] + 2 * Math.PI * day.toEpochDay() / periods[i]);
            }
            weights[i] = dishes.get(i).weight() * StrictMath.exp(fashion);
        }
        return weights;
    }

    /** {@code weights} as they are in a daypart. */
    double[] inDaypart(double[] weights, List<Dish> dishes, int daypart) {
        String name = hours.daypartName(daypart);
        double[] tilted = weights.clone();
        for (int i = 0; name != null && i < tilted.length; i++) {
            tilted[i] *= dishes.get(i).factor(name);
        }
        return tilted;
    }
}

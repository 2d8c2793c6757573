package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Demand;
import io.menuflow.connectors.simulator.demand.Market;
import java.util.SplittableRandom;

/** What moves single items from day to day: slow waves of fashion, and how warm it is. */
final class Taste {

    private final Market market;
    private final double[] amplitudes;
    private final double[] periods;
    private final double[] phases;
    private final double[] warmth;

    Taste(Families.Taste draws, Market market, long seed, String restaurantId) {
        this.market = market;
        SplittableRandom random = Seeds.random(seed, restaurantId, "taste", 0);
        amplitudes = Demand.draw(draws.amplitude(), market.items(), random);
        periods = Demand.draw(draws.periodDays(), market.items(), random);
        phases = random.doubles(market.items(), 0, 2 * Math.PI).toArray();
        warmth = Demand.draw(draws.categoryWarmth(), market.categories(), random);
    }

    /** The factor of each item on a day, {@code degrees} above what is usual. */
    double[] on(long day, double degrees) {
        double[] factors = new double[amplitudes.length];
        for (int i = 0; i < factors.length; i++) {
            // StrictMath: the same seed must give the same checks on every processor.
            double wave = amplitudes[i] * StrictMath.sin(phases[i] + 2 * Math.PI * day / periods[i]);
            factors[i] = StrictMath.exp(wave + warmth[market.category(i)] * degrees);
        }
        return factors;
    }
}

package io.menuflow.connectors.simulator.demand;

import java.util.Map;
import java.util.SplittableRandom;

/** The expected orders of a restaurant's items: a pure function whose parameters were drawn once. */
public interface Demand {

    /** Expected orders of each item on a day, as guests choose them; 0 for what is not available. */
    double[] orders(Conditions day);

    /**
     * By what an item's attach probabilities are multiplied at a price: its own response alone, 1 at its reference price
     * when not featured.
     */
    double response(int item, double price, boolean featured);

    /** The parameters of the whole restaurant by the names of {@code docs/simulator.md}. */
    Map<String, Double> parameters();

    /** The parameters of an item by the names of {@code docs/simulator.md}. */
    Map<String, Double> parameters(int item);

    /** One value of each of n items. */
    static double[] draw(Distribution distribution, int n, SplittableRandom random) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = distribution.draw(random);
        }
        return values;
    }
}

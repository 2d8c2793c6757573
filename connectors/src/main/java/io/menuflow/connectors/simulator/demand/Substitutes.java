package io.menuflow.connectors.simulator.demand;

/**
 * How items of a category stand in for each other: when others become dearer ({@code κ}) and when they are missing
 * ({@code δ}). Shared by the families that do not choose by utility.
 */
final class Substitutes {

    private final Market market;
    private final double cross;
    private final double diversion;

    /**
     * Substitution in a market.
     *
     * @param cross κ, share of its own elasticity with which an item answers to the prices of the others
     * @param diversion δ, share of a missing item's orders that go to the rest of its category
     */
    Substitutes(Market market, double cross, double diversion) {
        this.market = market;
        this.cross = cross;
        this.diversion = diversion;
    }

    /**
     * The factor of each item that comes from the others.
     *
     * @param sensitivity absolute own elasticity of each item
     */
    double[] factors(Conditions day, double[] sensitivity) {
        int categories = market.categories();
        double[] present = new double[categories];
        double[] missing = new double[categories];
        double[] dearer = new double[categories];
        double[] logPrice = new double[market.items()];
        for (int i = 0; i < market.items(); i++) {
            int category = market.category(i);
            if (day.available(i)) {
                logPrice[i] = StrictMath.log(day.price(i) / market.price(i));
                present[category] += market.base(i);
                dearer[category] += market.base(i) * logPrice[i];
            } else {
                missing[category] += market.base(i);
            }
        }
        double[] factors = new double[market.items()];
        for (int i = 0; i < factors.length; i++) {
            int category = market.category(i);
            double others = market.categoryBase(category) - market.base(i);
            if (day.available(i)) {
                double index = others <= 0 ? 0 : (dearer[category] - market.base(i) * logPrice[i]) / others;
                factors[i] = StrictMath.exp(cross * sensitivity[i] * index)
                        * (1 + diversion * missing[category] / present[category]);
            }
        }
        return factors;
    }
}

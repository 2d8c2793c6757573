package io.menuflow.connectors.simulator.demand;

import java.util.Map;
import java.util.SplittableRandom;

/** Log-linear demand: {@code q = b·T·s·(p/p̄)^ε·e^(φf)·X}, elasticities the same at every price. */
public final class MultiplicativeDemand implements Demand {

    private static final double LEAST = -0.2;

    /** What its parameters are drawn from; the fields are explained in {@code families.yaml}. */
    public record Parameters(
            long salt,
            Distribution categoryElasticity,
            Distribution itemElasticity,
            Distribution cross,
            Distribution diversion,
            Distribution feature) {}

    private final Market market;
    private final double cross;
    private final double diversion;
    private final double[] elasticity;
    private final double[] sensitivity;
    private final double[] feature;
    private final Substitutes substitutes;

    /** Demand in a market, its parameters drawn. */
    public MultiplicativeDemand(Market market, Parameters parameters, SplittableRandom random) {
        this.market = market;
        double[] category = Demand.draw(parameters.categoryElasticity(), market.categories(), random);
        elasticity = Demand.draw(parameters.itemElasticity(), market.items(), random);
        sensitivity = new double[elasticity.length];
        for (int i = 0; i < elasticity.length; i++) {
            elasticity[i] = Math.min(LEAST, category[market.category(i)] + elasticity[i]);
            sensitivity[i] = -elasticity[i];
        }
        cross = parameters.cross().draw(random);
        diversion = parameters.diversion().draw(random);
        feature = Demand.draw(parameters.feature(), market.items(), random);
        substitutes = new Substitutes(market, cross, diversion);
    }

    @Override
    public double[] orders(Conditions day) {
        double[] orders = substitutes.factors(day, sensitivity);
        for (int i = 0; i < orders.length; i++) {
            if (day.available(i)) {
                orders[i] *= market.base(i) * day.traffic() * day.taste(i) * response(i, day.price(i), day.featured(i));
            }
        }
        return orders;
    }

    @Override
    public double response(int item, double price, boolean featured) {
        return StrictMath.exp(
                elasticity[item] * StrictMath.log(price / market.price(item)) + (featured ? feature[item] : 0));
    }

    @Override
    public Map<String, Double> parameters() {
        return Map.of("cross", cross, "diversion", diversion);
    }

    @Override
    public Map<String, Double> parameters(int item) {
        return Map.of("elasticity", elasticity[item], "feature", feature[item]);
    }
}

package io.menuflow.connectors.simulator.demand;

import java.util.Map;
import java.util.SplittableRandom;

/** Demand with a ceiling: {@code q = (b/σ)·u/(u + (1−σ)/σ)} with the pull {@code u = T·s·(p/p̄)^−η·e^(φf)·X}. */
public final class SaturatingDemand implements Demand {

    /** What its parameters are drawn from; the fields are explained in {@code families.yaml}. */
    public record Parameters(
            long salt,
            Distribution pull,
            Distribution saturation,
            Distribution cross,
            Distribution diversion,
            Distribution feature) {}

    private final Market market;
    private final double cross;
    private final double diversion;
    private final double[] pull;
    private final double[] saturation;
    private final double[] feature;
    private final Substitutes substitutes;

    /** Demand in a market, its parameters drawn. */
    public SaturatingDemand(Market market, Parameters parameters, SplittableRandom random) {
        this.market = market;
        pull = Demand.draw(parameters.pull(), market.items(), random);
        saturation = Demand.draw(parameters.saturation(), market.items(), random);
        cross = parameters.cross().draw(random);
        diversion = parameters.diversion().draw(random);
        feature = Demand.draw(parameters.feature(), market.items(), random);
        substitutes = new Substitutes(market, cross, diversion);
    }

    @Override
    public double[] orders(Conditions day) {
        double[] orders = substitutes.factors(day, pull);
        for (int i = 0; i < orders.length; i++) {
            if (day.available(i)) {
                double drivers = orders[i] * day.traffic() * day.taste(i);
                orders[i] = market.base(i) * hill(i, drivers * pull(i, day.price(i), day.featured(i)));
            }
        }
        return orders;
    }

    @Override
    public double response(int item, double price, boolean featured) {
        return hill(item, pull(item, price, featured));
    }

    @Override
    public Map<String, Double> parameters() {
        return Map.of("cross", cross, "diversion", diversion);
    }

    @Override
    public Map<String, Double> parameters(int item) {
        return Map.of("pull", pull[item], "saturation", saturation[item], "feature", feature[item]);
    }

    private double pull(int item, double price, boolean featured) {
        return StrictMath.exp(
                -pull[item] * StrictMath.log(price / market.price(item)) + (featured ? feature[item] : 0));
    }

    /** Demand over base demand: 1 where the drivers are 1, at most 1/σ. */
    private double hill(int item, double drivers) {
        double half = (1 - saturation[item]) / saturation[item];
        return drivers / (drivers + half) / saturation[item];
    }
}

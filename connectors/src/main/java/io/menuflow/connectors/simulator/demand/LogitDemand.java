package io.menuflow.connectors.simulator.demand;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Demand by choice: each of {@code T·M} guests takes one thing of the menu or nothing, by a nested logit whose nests are
 * the categories.
 */
public final class LogitDemand implements Demand {

    /** What its parameters are drawn from; the fields are explained in {@code families.yaml}. */
    public record Parameters(
            long salt,
            Distribution priceSensitivity,
            Distribution nesting,
            Distribution outside,
            Distribution feature) {}

    private final Market market;
    private final double nesting;
    private final double outside;
    /** Utility lost per unit of the currency. */
    private final double[] priceEffect;
    /** Utility at the reference. */
    private final double[] appeal;

    private final double[] feature;

    /** Demand in a market, its parameters drawn. */
    public LogitDemand(Market market, Parameters parameters, SplittableRandom random) {
        this.market = market;
        double[] sensitivity = Demand.draw(parameters.priceSensitivity(), market.categories(), random);
        nesting = parameters.nesting().draw(random);
        outside = parameters.outside().draw(random);
        feature = Demand.draw(parameters.feature(), market.items(), random);
        priceEffect = new double[market.items()];
        appeal = new double[market.items()];
        for (int i = 0; i < appeal.length; i++) {
            int category = market.category(i);
            priceEffect[i] = sensitivity[category] / market.categoryPrice(category);
            double ofCategory = (1 - outside) * market.categoryBase(category) / market.base();
            appeal[i] = StrictMath.log(ofCategory / outside)
                    + nesting * StrictMath.log(market.base(i) / market.categoryBase(category));
        }
    }

    @Override
    public double[] orders(Conditions day) {
        double[] orders = new double[market.items()];
        double[] nests = new double[market.categories()];
        for (int i = 0; i < orders.length; i++) {
            if (day.available(i)) {
                double utility = appeal[i] + StrictMath.log(day.taste(i)) + lift(i, day.price(i), day.featured(i));
                orders[i] = StrictMath.exp(utility / nesting);
                nests[market.category(i)] += orders[i];
            }
        }
        double all = 1;
        for (double nest : nests) {
            all += nest > 0 ? StrictMath.pow(nest, nesting) : 0;
        }
        double guests = day.traffic() * guests();
        for (int i = 0; i < orders.length; i++) {
            double nest = nests[market.category(i)];
            if (orders[i] > 0) {
                orders[i] *= guests * StrictMath.pow(nest, nesting - 1) / all;
            }
        }
        return orders;
    }

    @Override
    public double response(int item, double price, boolean featured) {
        return StrictMath.exp(lift(item, price, featured));
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("guests", guests());
        all.put("nesting", nesting);
        all.put("outside", outside);
        return all;
    }

    @Override
    public Map<String, Double> parameters(int item) {
        return Map.of("appeal", appeal[item], "price_effect", priceEffect[item], "feature", feature[item]);
    }

    private double guests() {
        return market.base() / (1 - outside);
    }

    private double lift(int item, double price, boolean featured) {
        return -priceEffect[item] * (price - market.price(item)) + (featured ? feature[item] : 0);
    }
}

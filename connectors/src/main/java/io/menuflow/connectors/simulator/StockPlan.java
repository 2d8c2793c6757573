package io.menuflow.connectors.simulator;

import java.util.SplittableRandom;

/** When one item is out of stock: whole business days, at most one stretch in each block of days. */
final class StockPlan {

    private final Families.StockOutDraws draws;
    private final long state;

    StockPlan(Families.StockOutDraws draws, long seed, String restaurantId, String itemId) {
        this.draws = draws;
        state = Seeds.state(seed, restaurantId, "stock " + itemId);
    }

    /** Whether the item cannot be had. */
    boolean isOut(long day) {
        long block = Math.floorDiv(day, draws.blockDays());
        SplittableRandom random = Seeds.random(state, block);
        if (random.nextDouble() >= draws.chance()) {
            return false;
        }
        int days = (int) draws.days().draw(random);
        long from = block * draws.blockDays() + random.nextInt(draws.blockDays() - days);
        return day >= from && day < from + days;
    }
}

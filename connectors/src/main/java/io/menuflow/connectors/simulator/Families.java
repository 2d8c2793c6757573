package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Demand;
import io.menuflow.connectors.simulator.demand.Distribution;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.connectors.simulator.demand.LogitDemand;
import io.menuflow.connectors.simulator.demand.Market;
import io.menuflow.connectors.simulator.demand.MultiplicativeDemand;
import io.menuflow.connectors.simulator.demand.SaturatingDemand;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The file {@code families.yaml}, where every field is explained. */
record Families(
        TrafficDraws traffic,
        Taste taste,
        Prices prices,
        StockOutDraws stockOuts,
        MadeUpMenu menu,
        Noise noise,
        SeedLists seeds,
        Shapes families) {

    private static final Families COMMITTED = Yaml.read("families.yaml", Families.class);

    /** The committed file. */
    static Families committed() {
        return COMMITTED;
    }

    /** Demand of a family for a restaurant, its parameters drawn. */
    Demand demand(Family family, Market market, long seed, String restaurantId) {
        return switch (family) {
            case MULTIPLICATIVE ->
                new MultiplicativeDemand(
                        market,
                        families.multiplicative(),
                        random(seed, restaurantId, families.multiplicative().salt()));
            case LOGIT ->
                new LogitDemand(
                        market,
                        families.logit(),
                        random(seed, restaurantId, families.logit().salt()));
            case SATURATING ->
                new SaturatingDemand(
                        market,
                        families.saturating(),
                        random(seed, restaurantId, families.saturating().salt()));
        };
    }

    private static SplittableRandom random(long seed, String restaurantId, long salt) {
        return Seeds.random(seed, restaurantId, "demand", salt);
    }

    record TrafficDraws(
            Distribution size,
            Distribution season,
            Distribution trendPerYear,
            LocalDate trendSince,
            Distribution rainChance,
            Distribution rain,
            Distribution warmth,
            double warmthMemory,
            double warmthDeviation,
            double shock,
            List<Holiday> holidays,
            double closingChance) {
        TrafficDraws {
            holidays = List.copyOf(holidays);
        }
    }

    /** A day of the year; {@code effect} is null where all are closed. */
    record Holiday(MonthDay day, @Nullable Distribution effect) {}

    record Taste(Distribution amplitude, Distribution periodDays, Distribution categoryWarmth) {}

    record Prices(
            Map<PricePolicy, Double> policies,
            int singleBlockDays,
            double singleChance,
            Distribution singleLevel,
            int allBlockDays,
            double allChance,
            Distribution allLevel,
            int promotionBlockDays,
            double promotionChance,
            Distribution promotionDays,
            Distribution promotionCut,
            double deliveryMarkupChance,
            Distribution deliveryMarkup,
            int step) {
        Prices {
            policies = Map.copyOf(policies);
        }
    }

    record StockOutDraws(int blockDays, double chance, Distribution days) {}

    record MadeUpMenu(
            int categoryItems,
            Distribution price,
            Distribution priceSpread,
            Distribution costShare,
            double noCostChance,
            Distribution weight,
            Distribution weekday,
            double closedWeekdayChance,
            Distribution daypart,
            double variantChance,
            int comboItems,
            int rotatingItems,
            Distribution rotatingDays,
            int pairItems,
            Distribution pairChance) {}

    record Noise(
            double voided,
            double corrected,
            double correctedAgain,
            double lineRefunded,
            double refunded,
            double refundedDaysLater,
            double duplicated,
            double straggling,
            double late,
            double absurd,
            double comped,
            double discounted) {

        /** Deliveries per check. */
        double deliveries() {
            return 1 + voided + corrected * (1 + correctedAgain) + lineRefunded + refunded + duplicated;
        }
    }

    record SeedLists(List<Long> develop, List<Long> judge) {
        SeedLists {
            develop = List.copyOf(develop);
            judge = List.copyOf(judge);
        }
    }

    record Shapes(
            MultiplicativeDemand.Parameters multiplicative,
            LogitDemand.Parameters logit,
            SaturatingDemand.Parameters saturating) {}
}

package io.menuflow.topology.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.MenuPrices;
import io.menuflow.models.price.PriceAdvice;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import io.menuflow.models.price.Undo;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Scenario;
import io.menuflow.models.price.WhatIf.Units;
import io.menuflow.schemas.avro.MoneyRange;
import io.menuflow.schemas.avro.PriceClamp;
import io.menuflow.schemas.avro.PriceConfidence;
import io.menuflow.schemas.avro.PriceElasticity;
import io.menuflow.schemas.avro.PriceEvidence;
import io.menuflow.schemas.avro.PriceProposal;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceRule;
import io.menuflow.schemas.avro.PriceScenario;
import io.menuflow.schemas.avro.PriceTest;
import io.menuflow.schemas.avro.PriceUndo;
import io.menuflow.schemas.avro.UnitsRange;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A menu's prices as they are published. */
public final class Recommendations {

    private Recommendations() {}

    /** The records of an advice by item. */
    public static Map<String, PriceRecommendation> of(String restaurant, String currency, MenuPrices prices) {
        Map<String, PriceRecommendation> records = new TreeMap<>();
        for (PriceAdvice advice : prices.items()) {
            records.put(
                    advice.itemId(),
                    PriceRecommendation.newBuilder()
                            .setRestaurantId(restaurant)
                            .setItemId(advice.itemId())
                            .setCurrency(currency)
                            .setClosedDay(LocalDate.ofEpochDay(prices.closedDay()))
                            .setHorizonDays(prices.days())
                            .setRefused(advice instanceof Refused refused ? refused.reason() : null)
                            .setProposal(advice instanceof Proposed proposed ? proposal(proposed) : null)
                            .setTest(test(advice.test()))
                            .setUndo(undo(prices.undos().get(advice.itemId())))
                            .build());
        }
        return records;
    }

    private static PriceProposal proposal(Proposed advice) {
        return PriceProposal.newBuilder()
                .setCurrent(scenario(advice.current()))
                .setProposed(scenario(advice.optimal()))
                .setUnconstrained(Fixed.moneyOf(advice.unconstrained()))
                .setElsewhere(Fixed.moneyOf(advice.elsewhere()))
                .setPriceChange(Fixed.moneyOf(advice.priceChange()))
                .setPriceChangePct(advice.priceChangePct())
                .setDemandChange(advice.demandChange())
                .setDemandChangePct(advice.demandChangePct())
                .setProfitChange(Fixed.moneyOf(advice.profitChange()))
                .setProfitChangePct(advice.profitChangePct())
                .setMenuGain(Fixed.moneyOf(advice.menuGain()))
                .setBreakEvenPct(advice.breakEvenPct())
                .setElasticity(elasticity(advice.elasticity()))
                .setConfidence(PriceConfidence.valueOf(advice.confidence().name()))
                .setProbability(advice.probability())
                .setFit(advice.fit())
                .setGuardrails(advice.trail().stream()
                        .map(clamp -> PriceClamp.newBuilder()
                                .setRule(PriceRule.valueOf(clamp.rule().name()))
                                .setBefore(Fixed.moneyOf(clamp.before()))
                                .setAfter(Fixed.moneyOf(clamp.after()))
                                .build())
                        .toList())
                .setBinding(rule(advice.binding()))
                .setRecommendation(advice.recommendation())
                .setWarnings(advice.warnings())
                .build();
    }

    private static PriceScenario scenario(Scenario at) {
        return PriceScenario.newBuilder()
                .setPrice(Fixed.moneyOf(at.price()))
                .setFoodCost(Fixed.moneyOf(at.foodCost()))
                .setContribution(Fixed.moneyOf(at.contribution()))
                .setDemand(units(at.demand()))
                .setRevenue(money(at.revenue()))
                .setProfit(money(at.profit()))
                .build();
    }

    private static UnitsRange units(Units range) {
        return new UnitsRange(range.low(), range.point(), range.high());
    }

    private static MoneyRange money(Money range) {
        return new MoneyRange(Fixed.moneyOf(range.low()), Fixed.moneyOf(range.point()), Fixed.moneyOf(range.high()));
    }

    private static PriceElasticity elasticity(Elasticity elasticity) {
        OwnEstimate own = elasticity.own();
        return PriceElasticity.newBuilder()
                .setPoint(elasticity.point())
                .setLow(elasticity.low())
                .setHigh(elasticity.high())
                .setError(elasticity.error())
                .setEvidence(PriceEvidence.valueOf(elasticity.evidence().name()))
                .setOwnPoint(own == null ? null : (Double) own.point())
                .setOwnError(own == null ? null : (Double) own.error())
                .setChanges(elasticity.changes())
                .setWhy(elasticity.why())
                .build();
    }

    private static @Nullable PriceRule rule(@Nullable Rule rule) {
        return rule == null ? null : PriceRule.valueOf(rule.name());
    }

    private static @Nullable PriceUndo undo(@Nullable Undo undo) {
        return undo == null
                ? null
                : PriceUndo.newBuilder()
                        .setPrice(Fixed.moneyOf(undo.change().before()))
                        .setChanged(LocalDate.ofEpochDay(undo.change().day()))
                        .setDays(undo.days())
                        .setWords(undo.words())
                        .build();
    }

    private static @Nullable PriceTest test(@Nullable TestPlan plan) {
        return plan == null
                ? null
                : PriceTest.newBuilder()
                        .setPrice(Fixed.moneyOf(plan.price()))
                        .setUnits(plan.units())
                        .setDays(plan.days())
                        .setFeasible(plan.feasible())
                        .build();
    }
}

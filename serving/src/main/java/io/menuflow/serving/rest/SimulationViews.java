package io.menuflow.serving.rest;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Breach;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.Simulation;
import io.menuflow.models.price.WhatIf.Scenario;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Pricing;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.serving.rest.PriceViews.ElasticityView;
import io.menuflow.serving.rest.PriceViews.MoneyView;
import io.menuflow.serving.rest.PriceViews.ScenarioView;
import io.menuflow.serving.rest.PriceViews.UnitsView;
import io.menuflow.topology.sales.KnownItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers to what another price or food cost would do. */
final class SimulationViews {

    private SimulationViews() {}

    /** A guardrail that the price would break. */
    record BreachView(String rule, String words) {}

    /** What an item would sell and bring at another price or food cost. */
    record SimulationView(
            String restaurantId,
            String currency,
            String itemId,
            String itemName,
            LocalDate closedDay,
            int horizonDays,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            ScenarioView current,
            ScenarioView simulated,
            UnitsView demandChange,
            MoneyView revenueChange,
            @Nullable MoneyView profitChange,
            @Nullable BigDecimal breakEvenPct,
            @Nullable BigDecimal probability,
            @Nullable BigDecimal menuGain,
            ElasticityView elasticity,
            List<BreachView> guardrails,
            List<String> warnings,
            @Nullable String note) {}

    /** One price of a curve. */
    record CurvePoint(
            BigDecimal price,
            UnitsView demand,
            MoneyView revenue,
            @Nullable MoneyView profit,
            boolean allowed,
            List<String> breaks) {}

    /** A guardrail that points of a curve break. */
    record CurveRuleView(String rule, int points, String words) {}

    /** What an item would sell and bring at many prices. */
    record CurveView(
            String restaurantId,
            String currency,
            String itemId,
            String itemName,
            LocalDate closedDay,
            int horizonDays,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            BigDecimal currentPrice,
            @Nullable BigDecimal foodCost,
            ElasticityView elasticity,
            List<BigDecimal> allowedPrices,
            List<CurveRuleView> guardrails,
            List<CurvePoint> points,
            @Nullable String note) {}

    static SimulationView simulation(Pricing pricing, Simulation simulation, boolean stale, Instant now) {
        int digits = Numbers.digits(pricing.restaurant().getCurrency());
        Moment moment = moment(pricing, stale, now);
        Scenario current = simulation.current();
        Scenario then = simulation.then();
        boolean costed = simulation.currentCost() != null && simulation.thenCost() != null;
        Double breakEven = simulation.breakEvenPct();
        return new SimulationView(
                pricing.restaurant().getRestaurantId(),
                pricing.restaurant().getCurrency(),
                simulation.item().itemId(),
                name(pricing, simulation.item()),
                closedDay(pricing),
                simulation.item().days(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                scenario(current, simulation.currentCost(), digits),
                scenario(then, simulation.thenCost(), digits),
                new UnitsView(
                        Numbers.tenths(then.demand().low() - current.demand().point()),
                        Numbers.tenths(then.demand().point() - current.demand().point()),
                        Numbers.tenths(then.demand().high() - current.demand().point())),
                change(
                        then.revenue().low(),
                        then.revenue().point(),
                        then.revenue().high(),
                        current.revenue().point(),
                        digits),
                costed
                        ? change(
                                then.profit().low(),
                                then.profit().point(),
                                then.profit().high(),
                                current.profit().point(),
                                digits)
                        : null,
                breakEven == null ? null : Numbers.tenths(breakEven),
                simulation.probability() == null ? null : Numbers.real(simulation.probability()),
                simulation.menuGain() == null ? null : OutcomeViews.money(simulation.menuGain(), digits),
                elasticity(simulation.item().elasticity()),
                simulation.breaches().stream().map(SimulationViews::breach).toList(),
                simulation.warnings(),
                CloseQueries.behind(pricing.latest(), pricing.closedDay(), stale));
    }

    /**
     * A curve.
     *
     * @param allowed prices that guardrails leave the item
     */
    static CurveView curve(
            Pricing pricing,
            PriceQuestion item,
            List<Simulation> points,
            List<Long> allowed,
            boolean stale,
            Instant now) {
        int digits = Numbers.digits(pricing.restaurant().getCurrency());
        Moment moment = moment(pricing, stale, now);
        return new CurveView(
                pricing.restaurant().getRestaurantId(),
                pricing.restaurant().getCurrency(),
                item.itemId(),
                name(pricing, item),
                closedDay(pricing),
                item.days(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                OutcomeViews.money(item.price(), digits),
                item.foodCost() == null ? null : OutcomeViews.money(item.foodCost(), digits),
                elasticity(item.elasticity()),
                allowed.stream().map(price -> OutcomeViews.money(price, digits)).toList(),
                rules(item, points),
                points.stream().map(point -> point(point, digits)).toList(),
                CloseQueries.behind(pricing.latest(), pricing.closedDay(), stale));
    }

    /** How many points break each guardrail, in their order, in the words of the one nearest to the price in force. */
    private static List<CurveRuleView> rules(PriceQuestion item, List<Simulation> points) {
        List<CurveRuleView> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            List<Simulation> broken = points.stream()
                    .filter(point -> point.breaches().stream().anyMatch(breach -> breach.rule() == rule))
                    .toList();
            broken.stream()
                    .min(Comparator.comparingLong(point -> Math.abs(point.then().price() - item.price())))
                    .flatMap(nearest -> nearest.breaches().stream()
                            .filter(breach -> breach.rule() == rule)
                            .findFirst())
                    .ifPresent(breach -> rules.add(new CurveRuleView(rule.name(), broken.size(), breach.words())));
        }
        return rules;
    }

    private static CurvePoint point(Simulation point, int digits) {
        ScenarioView at = scenario(point.then(), point.thenCost(), digits);
        return new CurvePoint(
                at.price(),
                at.demand(),
                at.revenue(),
                at.profit(),
                point.breaches().isEmpty(),
                point.breaches().stream().map(breach -> breach.rule().name()).toList());
    }

    private static Moment moment(Pricing pricing, boolean stale, Instant now) {
        boolean old = pricing.latest() != null
                && closedDay(pricing).toEpochDay() < pricing.latest().day() - 1;
        return Moment.of(pricing.latest() == null ? null : pricing.latest().at(), stale || old, now);
    }

    private static LocalDate closedDay(Pricing pricing) {
        return LocalDate.ofEpochDay(Objects.requireNonNull(pricing.closedDay(), "nothing is asked before"));
    }

    private static String name(Pricing pricing, PriceQuestion item) {
        KnownItem known = pricing.items().get(item.itemId());
        return known == null ? item.itemId() : known.name();
    }

    private static ScenarioView scenario(Scenario at, @Nullable Long cost, int digits) {
        return new ScenarioView(
                OutcomeViews.money(at.price(), digits),
                cost == null ? null : OutcomeViews.money(cost, digits),
                cost == null ? null : OutcomeViews.money(at.contribution(), digits),
                OutcomeViews.units(at.demand()),
                OutcomeViews.money(at.revenue(), digits),
                cost == null ? null : OutcomeViews.money(at.profit(), digits));
    }

    private static MoneyView change(long low, long point, long high, long before, int digits) {
        return new MoneyView(
                Numbers.money(Fixed.moneyOf(low - before), digits),
                Numbers.money(Fixed.moneyOf(point - before), digits),
                Numbers.money(Fixed.moneyOf(high - before), digits));
    }

    private static ElasticityView elasticity(Elasticity elasticity) {
        OwnEstimate own = elasticity.own();
        return new ElasticityView(
                Numbers.real(elasticity.point()),
                Numbers.real(elasticity.low()),
                Numbers.real(elasticity.high()),
                Numbers.real(elasticity.error()),
                elasticity.evidence().name(),
                elasticity.evidence() == Evidence.NONE,
                own == null ? null : Numbers.real(own.point()),
                own == null ? null : Numbers.real(own.error()),
                elasticity.changes(),
                elasticity.why());
    }

    private static BreachView breach(Breach breach) {
        return new BreachView(breach.rule().name(), breach.words());
    }
}

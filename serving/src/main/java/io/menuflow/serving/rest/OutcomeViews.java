package io.menuflow.serving.rest;

import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.LastChange;
import io.menuflow.models.price.Outcome;
import io.menuflow.models.price.Outcomes;
import io.menuflow.models.price.Undo;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Units;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.rest.PriceViews.MoneyView;
import io.menuflow.serving.rest.PriceViews.UnitsView;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What came of price changes, as answers show it. */
final class OutcomeViews {

    private OutcomeViews() {}

    /** What came of the last change of a price. */
    record OutcomeView(
            LocalDate date,
            BigDecimal before,
            BigDecimal after,
            int days,
            int daysBefore,
            BigDecimal expected,
            UnitsView predicted,
            UnitsView realised,
            @Nullable MoneyView predictedGain,
            @Nullable MoneyView realisedGain,
            String verdict,
            @Nullable BigDecimal undoTo,
            String words) {}

    /** @param governs whether the advice is to undo the change, which only an outcome of late is */
    static OutcomeView of(Outcome outcome, boolean governs, int digits) {
        Long undoTo = governs ? outcome.undoTo() : null;
        return new OutcomeView(
                LocalDate.ofEpochDay(outcome.day()),
                money(outcome.before(), digits),
                money(outcome.after(), digits),
                outcome.days(),
                outcome.daysBefore(),
                Numbers.tenths(outcome.expected()),
                units(outcome.predicted()),
                units(outcome.realised()),
                outcome.predictedGain() == null ? null : money(outcome.predictedGain(), digits),
                outcome.realisedGain() == null ? null : money(outcome.realisedGain(), digits),
                outcome.verdict().name(),
                undoTo == null ? null : money(undoTo, digits),
                words(outcome, governs, digits));
    }

    /** Why there is nothing to tell. */
    static String none(@Nullable LastChange change) {
        return change == null
                ? "its price did not change in the last " + CloseQueries.OUTCOME_DAYS + " business days"
                : "its price changed on " + LocalDate.ofEpochDay(change.day())
                        + ", but it did not sell at the price before: there is nothing to hold its sales against";
    }

    private static String words(Outcome outcome, boolean governs, int digits) {
        BigDecimal before = money(outcome.before(), digits);
        return switch (outcome.verdict()) {
            case TOO_EARLY ->
                "Too early to tell: " + outcome.days() + " open days since the change, " + Outcomes.FEWEST_DAYS
                        + " are the least.";
            case GAINED -> "It brought more than " + before + " would have, 95 % sure.";
            case OPEN ->
                outcome.realisedGain() == null
                        ? "Without a food cost nobody can weigh it."
                        : outcome.daysBefore() < Outcomes.FEWEST_DAYS
                                ? before + " held for " + outcome.daysBefore()
                                        + " open days before the change: too few to hold the sales since against, "
                                        + Outcomes.FEWEST_DAYS + " are the least."
                                : "Nothing that must be the price's doing: it may have brought more or less than "
                                        + before + " would have.";
            case UNDO ->
                "It brought less than " + before + " would have, 95 % sure"
                        + (governs
                                ? ": go back to " + before + ". That was measured, and goes before what is reckoned."
                                : ". The advice holds all the same: the change is over " + Undo.DAYS
                                        + " days ago, another price is planned, or the guardrails forbid " + before
                                        + ".");
        };
    }

    static UnitsView units(Units range) {
        return new UnitsView(Numbers.tenths(range.low()), Numbers.tenths(range.point()), Numbers.tenths(range.high()));
    }

    static MoneyView money(Money range, int digits) {
        return new MoneyView(money(range.low(), digits), money(range.point(), digits), money(range.high(), digits));
    }

    static BigDecimal money(long tenThousandths, int digits) {
        return Numbers.money(Fixed.moneyOf(tenThousandths), digits);
    }
}

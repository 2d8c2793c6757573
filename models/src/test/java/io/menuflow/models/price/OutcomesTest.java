package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.elasticity.Sold;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.Outcome.Verdict;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static final int CHANGE = 100;

    @Test
    void shouldProposeToUndo_whenTheChangeWentTheWrongWay() {
        Outcome outcome = outcome(40, 20, 200);

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNDO);
        assertThat(outcome.undoTo()).isEqualTo(100_000);
        assertThat(outcome.realised().point()).isEqualTo(20 * 28);
        assertThat(outcome.expected()).isCloseTo(40 * 28, within(1e-6));
        assertThat(outcome.predicted().point()).isBetween(40 * 28 * 0.8, 40 * 28 * 0.95);
        assertThat(outcome.realisedGain().high()).isNegative();
    }

    @Test
    void shouldNotBlameThePrice_whenTheWholeMenuSoldLess() {
        Outcome outcome = outcome(40, 24, 100);

        assertThat(outcome.expected()).isCloseTo(20 * 28, within(1e-6));
        assertThat(outcome.verdict()).isEqualTo(Verdict.GAINED);
        assertThat(outcome.undoTo()).isNull();
    }

    @Test
    void shouldLeaveItOpen_whenTheDifferenceMayBeChance() {
        assertThat(outcome(4, 4, 200).verdict()).isEqualTo(Verdict.OPEN);
    }

    @Test
    void shouldNotBlameAPriceThatHardlyMoved() {
        MenuHistory history = sold(40, 20, 1_005, 200).history();

        Outcome outcome = new Outcomes(history, 140).of(Sold.blocks(history, 140), "soup", CHANGE, 100_000, 100_500);

        assertThat(outcome.realisedGain().high()).isNegative();
        assertThat(outcome.verdict()).isEqualTo(Verdict.OPEN);
    }

    @Test
    void shouldWait_whenTooFewDaysAreOver_andTeachNothingOfTheDaysSince() {
        MenuHistory history = sold(40, 20, 200).history();

        Outcome early = new Outcomes(history, CHANGE + 9)
                .of(Sold.blocks(history, CHANGE + 9), "soup", CHANGE, 100_000, 108_000);
        Outcome later = new Outcomes(history, CHANGE + 40)
                .of(Sold.blocks(history, CHANGE + 40), "soup", CHANGE, 100_000, 108_000);

        assertThat(early.verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(early.days()).isEqualTo(10);
        assertThat(early.elasticity()).isEqualTo(later.elasticity());
    }

    @Test
    void shouldBeSilent_whenTheItemDidNotSellBefore() {
        MenuHistory history = new Sold()
                .from(0, 160, "other", 900, 200)
                .from(CHANGE, 160, "soup", 1_080, 20)
                .history();

        assertThat(new Outcomes(history, 160).of(Sold.blocks(history, 160), "soup", CHANGE, 100_000, 108_000))
                .isNull();
        assertThat(new Outcomes(history, 160).of(Sold.blocks(history, 160), "none", CHANGE, 100_000, 108_000))
                .isNull();
    }

    @Test
    void shouldHoldItAgainstTheDaysOfThePriceBefore_alone() {
        Outcome outcome = afterThreePrices(5);

        assertThat(outcome.daysBefore()).isEqualTo(5);
        assertThat(outcome.expected()).isCloseTo(10 * 28, within(1e-6));
        assertThat(outcome.realisedGain().point()).isPositive();
        assertThat(outcome.verdict()).isEqualTo(Verdict.OPEN);

        Outcome longer = afterThreePrices(20);

        assertThat(longer.daysBefore()).isEqualTo(20);
        assertThat(longer.expected()).isCloseTo(10 * 28, within(1e-6));
        assertThat(longer.verdict()).isEqualTo(Verdict.OPEN);
    }

    /** 30 a day at 6.00, then 10 a day at 10.00, and at 10.50. */
    private static Outcome afterThreePrices(int days) {
        MenuHistory history = new Sold()
                .from(0, CHANGE - days - 1, "pie", 600, 30)
                .from(CHANGE - days, CHANGE - 1, "pie", 1_000, 10)
                .from(CHANGE, CHANGE + 27, "pie", 1_050, 10)
                .from(0, CHANGE + 27, "other", 900, 30)
                .costs("pie", 200)
                .history();
        int closed = CHANGE + 27;
        return new Outcomes(history, closed).of(Sold.blocks(history, closed), "pie", CHANGE, 100_000, 105_000);
    }

    private static Outcome outcome(int before, int after, int others) {
        MenuHistory history = sold(before, after, others).history();
        return new Outcomes(history, 140).of(Sold.blocks(history, 140), "soup", CHANGE, 100_000, 108_000);
    }

    private static Sold sold(int before, int after, int others) {
        return sold(before, after, 1_080, others);
    }

    private static Sold sold(int before, int after, int price, int others) {
        return new Sold()
                .from(0, CHANGE - 1, "soup", 1_000, before)
                .from(CHANGE, 140, "soup", price, after)
                .from(0, CHANGE - 1, "other", 900, 200)
                .from(CHANGE, 140, "other", 900, others)
                .costs("soup", 300);
    }
}

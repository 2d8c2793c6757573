package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreBudgetTest {

    /** A nanosecond a turn: any real work is too much. */
    private static final double TINY = 1e-6;

    @Test
    void shouldSkipATurn_whenTheLastTookTooLong() {
        ScoreBudget.Account account = new ScoreBudget(1, TINY).open();
        assertThat(account.begin()).isTrue();
        spend(1_000);
        assertThat(account.goesOn()).isFalse();

        account.end();

        assertThat(account.begin()).isFalse();
        assertThat(account.begin()).as("one turn is skipped, not more").isTrue();
    }

    @Test
    void shouldSkipTurnsUntilAllIsPaid_whenNobodyWaits() {
        ScoreBudget.Account account = new ScoreBudget(1, 1_000 * TINY).openOwing();
        assertThat(account.begin()).isTrue();
        spend(20_000);

        account.end();

        assertThat(account.owes()).isTrue();
        int skipped = 0;
        while (!account.begin()) {
            skipped++;
        }
        assertThat(skipped).as("turns of a microsecond, for twenty").isGreaterThanOrEqualTo(18);
        assertThat(account.owes()).isFalse();
    }

    @Test
    void shouldGoOn_whileTimeIsLeft() {
        ScoreBudget.Account account = new ScoreBudget(3_600_000, 1).open();

        assertThat(account.begin()).isTrue();
        assertThat(account.goesOn()).isTrue();
        account.end();

        assertThat(account.begin()).isTrue();
    }

    @Test
    void shouldDivideTheThreadsTime_whenItHasSeveralTasks() {
        ScoreBudget budget = new ScoreBudget(1, 4 * TINY);
        ScoreBudget.Account account = budget.open();
        ScoreBudget.Account other = budget.open();
        for (int i = 0; i < 6; i++) {
            budget.open();
        }
        assertThat(account.begin()).as("an eighth of four nanoseconds is none").isFalse();

        for (int i = 0; i < 6; i++) {
            other.close();
        }

        assertThat(account.begin()).isTrue();
    }

    private static void spend(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}

package io.menuflow.topology.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final QuadrantRules RULES = new QuadrantRules(
            Method.KASAVANA_SMITH, new BigDecimal("0.80"), Scope.CATEGORY, 15, 21, new BigDecimal("0.06"));
    private static final ItemWindow FULL = new ItemWindow(
            "soup",
            "Soup 🍲",
            "starters",
            true,
            false,
            31,
            new Tally(250_000, 300_000, 123_456, 7),
            new BigDecimal("12.345678901"),
            CostBasis.ESTIMATED,
            new BigDecimal("11.2500"),
            new BigDecimal("3.0001"),
            20_500);
    private static final ItemWindow BARE = new ItemWindow(
            "wine", "wine", null, false, true, null, Tally.ZERO, null, CostBasis.UNKNOWN, null, null, null);
    private static final ItemWindow REFUNDED = new ItemWindow(
            "tea",
            "Tea",
            "",
            true,
            true,
            0,
            new Tally(-100_000, -100_000, -45_000, -1),
            new BigDecimal("-1.0000"),
            CostBasis.KNOWN,
            new BigDecimal("0.0000"),
            null,
            -3);

    @Test
    void shouldBeReadBackFromItsBytes() {
        Snapshot snapshot = snapshot(Map.of("soup", Long.MIN_VALUE, "wine", 77L));

        assertThat(Snapshot.of(snapshot.toBytes())).isEqualTo(snapshot);
    }

    @Test
    void shouldBeReadBackFromItsBytes_whenThereIsNothing() {
        DayRange window = new DayRange(-28, -1);
        Snapshot snapshot = new Snapshot(
                Instant.ofEpochMilli(-5),
                "JPY",
                QuadrantRules.DEFAULT,
                new MenuWindow(window, List.of()),
                new MenuWindow(window, List.of()),
                Map.of());

        assertThat(Snapshot.of(snapshot.toBytes())).isEqualTo(snapshot);
    }

    @Test
    void shouldKeepAmountsByValue_whenTheyHaveFewerDecimals() {
        ItemWindow item = new ItemWindow(
                "soup",
                "Soup",
                null,
                true,
                true,
                1,
                Tally.ZERO,
                new BigDecimal("7"),
                CostBasis.KNOWN,
                new BigDecimal("1E+1"),
                new BigDecimal("2.5"),
                1);
        MenuWindow menu = new MenuWindow(new DayRange(1, 28), List.of(item));

        ItemWindow read = Snapshot.of(new Snapshot(Instant.EPOCH, "EUR", RULES, menu, menu, Map.of()).toBytes())
                .now()
                .items()
                .get(0);

        assertThat(read.foodCost()).isEqualByComparingTo("7");
        assertThat(read.listPrice()).isEqualByComparingTo("10");
        assertThat(read.unitCost()).isEqualByComparingTo("2.5");
    }

    @Test
    void shouldBeTheSameBytes_whenWhatWasPublishedWasNotedInAnotherOrder() {
        Map<String, Long> ascending = new LinkedHashMap<>();
        Map<String, Long> descending = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            ascending.put("item-" + i, (long) i);
            descending.put("item-" + (199 - i), 199L - i);
        }

        assertThat(snapshot(descending).toBytes()).isEqualTo(snapshot(ascending).toBytes());
    }

    @Test
    void shouldJudgeByTheRulesAsked() {
        Snapshot snapshot = snapshot(new HashMap<>());

        assertThat(snapshot.judge(RULES))
                .extracting(item -> item.item().itemId())
                .containsExactly("soup", "tea", "wine");
        assertThat(snapshot.judge(RULES)).allMatch(item -> item.lowEvidence());
        assertThat(snapshot.judge(
                        new QuadrantRules(Method.PERCENTILE, BigDecimal.ONE, Scope.MENU, 0, 0, BigDecimal.ZERO)))
                .noneMatch(item -> item.lowEvidence());
    }

    @Test
    void shouldThrow_whenTheVersionIsUnknown() {
        assertThatThrownBy(() -> Snapshot.of(new byte[] {9, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a snapshot row of an unknown version: 9");
    }

    private static Snapshot snapshot(Map<String, Long> published) {
        return new Snapshot(
                Instant.parse("2026-03-10T12:02:00.003Z"),
                "EUR",
                RULES,
                new MenuWindow(new DayRange(20_494, 20_521), List.of(FULL, REFUNDED, BARE)),
                new MenuWindow(new DayRange(20_493, 20_520), List.of(BARE)),
                published);
    }
}

package io.menuflow.models.check;

import static io.menuflow.models.check.CheckBuilder.check;
import static io.menuflow.models.check.CheckBuilder.fullLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.CheckBuilder.LineBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final List<Consumer<CheckBuilder>> HEADER_CHANGES = List.of(
            check -> check.openedAt = Instant.parse("2026-03-10T11:01:00.001Z"),
            check -> check.openedAt = null,
            check -> check.closedAt = Instant.parse("2026-03-10T12:02:00.001Z"),
            check -> check.state = State.VOIDED,
            check -> check.orderType = OrderType.OTHER,
            check -> check.channel = "lunch",
            check -> check.channel = null,
            check -> check.channel = "",
            check -> check.servicePeriod = "web",
            check -> check.servicePeriod = null,
            check -> check.guests = 4,
            check -> check.guests = null,
            check -> check.guests = -1,
            check -> check.refundOf = "t-00",
            check -> check.refundOf = null,
            check -> check.currency = "USD",
            check -> check.lines = List.of(),
            check -> check.lines = List.of(fullLine().build(), fullLine().build()),
            check -> check.subtotal = null,
            check -> check.subtotal = new BigDecimal("42"),
            check -> check.discount = new BigDecimal("41"),
            check -> check.serviceCharge = new BigDecimal("42"),
            check -> check.tax = new BigDecimal("43"),
            check -> check.tip = new BigDecimal("44"),
            check -> check.rounding = new BigDecimal("-0.04"),
            check -> check.total = new BigDecimal("48"),
            check -> check.total = null);

    private static final List<Consumer<LineBuilder>> LINE_CHANGES = List.of(
            line -> line.lineId = "l-2",
            line -> line.itemId = "soupe",
            line -> line.itemName = "Soup",
            line -> line.category = "large",
            line -> line.category = null,
            line -> line.variant = "starters",
            line -> line.variant = null,
            line -> line.parentLineId = "l-0",
            line -> line.quantity = new BigDecimal("2.50001"),
            line -> line.unitListPrice = new BigDecimal("11.2501"),
            line -> line.modifiers = List.of(),
            line -> line.modifiers = List.of(modifier("m-2", "bread", "1.5", "0.75")),
            line -> line.modifiers = List.of(modifier(null, "bread", "1.5", "0.75")),
            line -> line.modifiers = List.of(modifier("m-1", "butter", "1.5", "0.75")),
            line -> line.modifiers = List.of(modifier("m-1", "bread", "0.75", "1.5")),
            line -> line.modifiers = List.of(modifier("m-1", "bread", "1.5", "0.76")),
            line -> line.discount = null,
            line -> line.discount = new BigDecimal("1.11"),
            line -> line.netAmount = null,
            line -> line.netAmount = new BigDecimal("26.21"),
            line -> line.tax = null,
            line -> line.tax = new BigDecimal("2.31"),
            line -> line.kind = LineKind.OPEN_ITEM);

    @Test
    void shouldStayTheSame_whenOnlyTheRevisionOrTheIdentityDiffers() {
        long hash = ContentHash.content(check(fullLine()).build());

        assertThat(ContentHash.content(check(fullLine())
                        .with(check -> {
                            check.revision = 8;
                            check.source = "square";
                            check.transactionId = "t-2";
                        })
                        .build()))
                .isEqualTo(hash);
    }

    @Test
    void shouldStayTheSame_whenNumbersAreWrittenOtherwise() {
        long hash = ContentHash.content(check(fullLine()).build());

        Check rewritten = check(fullLine().with(line -> {
                    line.quantity = new BigDecimal("2.50000");
                    line.unitListPrice = new BigDecimal("11.250");
                    line.netAmount = new BigDecimal("262E-1");
                    line.modifiers = List.of(modifier("m-1", "bread", "1.50", "0.7500"));
                }))
                .with(check -> check.total = new BigDecimal("4.7E+1"))
                .build();
        assertThat(ContentHash.content(rewritten)).isEqualTo(hash);
    }

    @Test
    void shouldDiffer_whenAnythingElseDiffers() {
        Set<Long> hashes = new HashSet<>();
        hashes.add(ContentHash.content(check(fullLine()).build()));

        HEADER_CHANGES.forEach(change ->
                hashes.add(ContentHash.content(check(fullLine()).with(change).build())));
        LINE_CHANGES.forEach(change ->
                hashes.add(ContentHash.content(check(fullLine().with(change)).build())));

        assertThat(hashes).hasSize(1 + HEADER_CHANGES.size() + LINE_CHANGES.size());
    }

    @Test
    void shouldTellFieldsApart_whenTextMovesFromOneToTheNext() {
        assertThat(ContentHash.identity("ab", "c")).isNotEqualTo(ContentHash.identity("a", "bc"));
        assertThat(ContentHash.identity("a", "b")).isNotEqualTo(ContentHash.identity("b", "a"));
    }

    /** Stored rows are found again by these numbers: they must never change. */
    @Test
    void shouldBeStableOverReleases() {
        assertThat(ContentHash.identity("till", "t-1")).isEqualTo(IDENTITY);
        assertThat(ContentHash.content(check(fullLine()).build())).isEqualTo(CONTENT);
    }

    private static final long IDENTITY = -801_939_147_479_733_208L;
    private static final long CONTENT = 3_743_016_086_238_130_350L;

    private static Modifier modifier(String id, String name, String quantity, String price) {
        return new Modifier(id, name, new BigDecimal(quantity), new BigDecimal(price));
    }
}

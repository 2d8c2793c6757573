package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Checks for tests, every field with a value of its own. */
final class Checks {

    private Checks() {}

    static Check full() {
        return with(new BigDecimal("2.5"), new BigDecimal("12.95"));
    }

    static Check with(BigDecimal quantity, BigDecimal price) {
        return new Check(
                "toast",
                "t-1",
                7,
                "soho",
                Instant.parse("2024-05-01T18:00:00.001Z"),
                Instant.parse("2024-05-01T19:30:00.002Z"),
                Check.State.VOIDED,
                Check.OrderType.DELIVERY,
                "app",
                "dinner",
                4,
                "t-0",
                "GBP",
                List.of(new Check.Line(
                        "l-1",
                        "i-1",
                        "Balti",
                        "mains",
                        "large",
                        "l-0",
                        quantity,
                        price,
                        List.of(new Check.Modifier("m-1", "extra", new BigDecimal("1"), new BigDecimal("0.8"))),
                        new BigDecimal("0.11"),
                        new BigDecimal("0.22"),
                        new BigDecimal("0.33"),
                        Check.LineKind.COMP)),
                new Check.Totals(
                        new BigDecimal("1.01"),
                        new BigDecimal("1.02"),
                        new BigDecimal("1.03"),
                        new BigDecimal("1.04"),
                        new BigDecimal("1.05"),
                        new BigDecimal("-1.06"),
                        new BigDecimal("1.07")));
    }
}

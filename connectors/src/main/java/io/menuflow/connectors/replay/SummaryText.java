package io.menuflow.connectors.replay;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a {@link Summary} for a person. */
final class SummaryText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final StringBuilder text = new StringBuilder();

    private SummaryText() {}

    static String of(Summary summary) {
        SummaryText writer = new SummaryText();
        writer.write(summary);
        return writer.text.toString();
    }

    private void write(Summary summary) {
        text.append(summary.file()).append(" to restaurant ").append(summary.restaurantId());
        row(summary.linesRead(), "lines read");
        row(summary.linesSent(), "sent, in " + grouped(summary.checksSent()) + " checks");
        if (summary.older().lines() > 0) {
            row(
                    summary.older().lines(),
                    "older than the last " + summary.historyDays() + " business days (before " + summary.historyFrom()
                            + "), in " + grouped(summary.older().checks()) + " checks");
        }
        rows("skipped", summary.skipped());
        rows("unreadable", summary.unreadable());
        rows("rejected", summary.rejected());
        if (summary.stopped().lines() > 0) {
            row(summary.stopped().lines(), "not sent: interrupted");
        }
        if (!summary.accountsForEveryLine()) {
            text.append("\n  THESE DO NOT ADD UP: please report it");
        }
        summary.notes().forEach((note, times) -> row(times, "note: " + note));
        row(summary.items(), "items");
        row(exact("#,##0", summary.units()), "units");
        row(exact("#,##0.00", summary.revenue()), summary.currency() + " revenue");
        Instant first = summary.first();
        Instant last = summary.last();
        if (first != null && last != null) {
            text.append("\n  from ")
                    .append(TIME.format(first.atZone(summary.zone())))
                    .append(" to ")
                    .append(TIME.format(last.atZone(summary.zone())))
                    .append(' ')
                    .append(summary.zone());
        }
        text.append(String.format(
                Locale.ROOT,
                "\n  took %.1f s, %,.0f lines a second",
                summary.duration().toMillis() / 1000.0,
                summary.linesPerSecond()));
    }

    private void rows(String what, Map<String, Summary.Count> counts) {
        counts.forEach((reason, count) -> {
            String checks = count.checks() == 0 ? "" : ", in " + grouped(count.checks()) + " checks";
            row(count.lines(), what + ": " + reason + checks + samples(count.samples()));
        });
    }

    private static String samples(List<Summary.Sample> samples) {
        return samples.isEmpty()
                ? ""
                : samples.stream()
                        .map(sample -> sample.text().isEmpty()
                                ? String.valueOf(sample.line())
                                : sample.line() + " " + sample.text())
                        .collect(Collectors.joining("; ", " (line ", ")"));
    }

    private void row(long number, String what) {
        row(grouped(number), what);
    }

    private void row(String number, String what) {
        text.append(String.format(Locale.ROOT, "\n  %14s %s", number, what));
    }

    /** With all its decimals: these are figures to compare with other books. */
    private static String exact(String pattern, BigDecimal number) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(format.getMinimumFractionDigits(), number.scale()));
        return format.format(number);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package io.menuflow.connectors.replay;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Replay}: read, group, send. */
final class ReplayRun implements CheckGrouper.Observer {

    private static final int LINES_BETWEEN_REPORTS = 1_000;

    /** A till's clock may be wrong by a zone. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Mapping mapping;
    private final ReplayOptions options;
    private final EventSink sink;
    private final Function<Check, List<String>> validator;
    private final ReplayListener listener;
    private final Path file;
    private final String restaurantId;
    private final Instant started;
    private final Ledger ledger = new Ledger();
    private @Nullable MenuCollector menu;
    private @Nullable Instant last;
    private @Nullable LocalDate historyFrom;
    private long checks;
    private long lines;

    ReplayRun(
            Mapping mapping,
            ReplayOptions options,
            EventSink sink,
            Function<Check, List<String>> validator,
            ReplayListener listener,
            Path file) {
        this.mapping = mapping;
        this.options = options;
        this.sink = sink;
        this.validator = validator;
        this.listener = listener;
        this.file = file;
        String id = options.restaurantId() == null ? mapping.restaurant().id() : options.restaurantId();
        if (id == null) {
            throw new ReplayException("no restaurant id: tell one, or set restaurant.id in " + mapping.name());
        }
        this.restaurantId = id;
        this.started = options.clock().instant();
    }

    Summary run() {
        boolean interrupted = false;
        try (CheckGrouper grouper = new CheckGrouper(options.limits())) {
            read(grouper);
            SpillingSorter.Sorted<LineGroup> sorted = grouper.checks(this);
            listener.grouped(checks, lines);
            historyFrom = historyFrom();
            publishProfile();
            send(sorted);
        } catch (InterruptedException | InterruptException | ClosedByInterruptException | InterruptedIOException e) {
            interrupted = true;
            // Cleared for the flush, which would refuse to wait; set again below.
            boolean unused = Thread.interrupted();
        } catch (IOException e) {
            throw new ReplayException(file + " cannot be replayed: " + e, e);
        }
        sink.flush();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ledger.summary(
                String.valueOf(file.getFileName()),
                restaurantId,
                mapping.restaurant().currency(),
                mapping.restaurant().zone(),
                options.historyDays(),
                historyFrom,
                interrupted,
                Duration.between(started, options.clock().instant()));
    }

    private void read(CheckGrouper grouper) throws IOException, InterruptedException {
        CsvLayout layout = mapping.format();
        try (CsvInput input = CsvInput.open(file, layout.charset())) {
            CsvRows rows = new CsvRows(input.reader(), layout);
            Header header = HeaderReader.read(rows, layout, file.toString());
            Map<String, BigDecimal> priceList =
                    mapping.priceList() == null ? Map.of() : LookupTable.load(mapping.priceList(), mapping, file);
            if (mapping.menu()) {
                Map<String, BigDecimal> costs = mapping.foodCost() instanceof FoodCost.LookedUp lookedUp
                        ? LookupTable.load(lookedUp.lookup(), mapping, file)
                        : Map.of();
                menu = new MenuCollector(mapping, priceList, costs);
            }
            SaleLineReader reader = new SaleLineReader(mapping, header, priceList, started.plus(AHEAD), ledger::note);
            header.check(file.toString(), mapping.name());
            rows.width(header.fewest(), header.most());
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (ledger.read() % LINES_BETWEEN_REPORTS == 0) {
                    listener.reading(input.bytesRead(), input.size(), ledger.linesRead());
                    stopWhenInterrupted();
                }
                take(row, reader, grouper);
            }
            listener.reading(input.bytesRead(), input.size(), ledger.linesRead());
        } catch (EOFException | ZipException e) {
            throw new ReplayException(
                    file + " is damaged: after " + ledger.linesRead() + " lines, " + e.getMessage(), e);
        }
        if (ledger.linesRead() == 0) {
            throw new ReplayException(file + (layout.header() ? " has a header and no lines" : " is empty"));
        }
    }

    private void take(Row row, SaleLineReader reader, CheckGrouper grouper) throws IOException {
        if (row instanceof Row.Blank) {
            ledger.skipped("blank line", row.line());
        } else if (row instanceof Row.Broken broken) {
            ledger.unreadable(broken.reason(), row.line(), broken.detail());
        } else if (row instanceof Row.Cells cells) {
            Reading reading = reader.read(cells);
            if (reading instanceof Reading.Sale sale) {
                grouper.add(sale.line());
            } else if (reading instanceof Reading.Skipped skipped) {
                ledger.skipped(skipped.rule(), row.line());
            } else if (reading instanceof Reading.Unreadable unreadable) {
                ledger.unreadable(unreadable.reason(), row.line(), unreadable.detail());
            }
        }
    }

    @Override
    public void grouped(LineGroup group) {
        checks++;
        lines += group.lines().size();
        last = last == null || group.closedAt().isAfter(last) ? group.closedAt() : last;
        if (menu != null) {
            menu.add(group);
        }
    }

    @Override
    public void tooLong(SaleLine first, long lineCount) {
        ledger.rejected(
                "more than " + CheckGrouper.MOST_LINES + " lines: its transaction_id does not tell checks apart",
                first,
                lineCount);
    }

    private @Nullable LocalDate historyFrom() {
        return last == null || options.historyDays() == 0
                ? null
                : mapping.restaurant().businessDay(last).minusDays(options.historyDays() - 1L);
    }

    private void publishProfile() {
        if (options.publishRestaurant()) {
            sink.restaurant(restaurant());
        }
        if (menu != null) {
            menu.items(restaurantId, historyFrom, started, ledger::note).forEach(sink::item);
        }
    }

    private Restaurant restaurant() {
        RestaurantProfile profile = mapping.restaurant();
        CalendarPeriod always = CalendarPeriod.newBuilder()
                .setEffectiveFrom(LocalDate.EPOCH)
                .setZone(profile.zone().getId())
                .setCutOffMinutes(profile.cutOff().toSecondOfDay() / 60)
                .setPricesIncludeTax(profile.pricesIncludeTax())
                .build();
        return Restaurant.newBuilder()
                .setRestaurantId(restaurantId)
                .setName(profile.name() == null ? restaurantId : profile.name())
                .setCurrency(profile.currency())
                .setCalendars(List.of(always))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(started)
                .build();
    }

    private void send(SpillingSorter.Sorted<LineGroup> sorted) throws IOException, InterruptedException {
        CheckBuilder builder = new CheckBuilder(source(), restaurantId, mapping.mergeRepeated(), ledger::note);
        Pacer pacer = new Pacer(options.speed(), options.clock(), options.sleeper());
        long done = 0;
        for (LineGroup group = sorted.next(); group != null; group = sorted.next()) {
            if (historyFrom != null
                    && mapping.restaurant().businessDay(group.closedAt()).isBefore(historyFrom)) {
                ledger.older(group);
            } else {
                send(builder, group, pacer);
            }
            done++;
            listener.sending(done, checks, ledger.checksSent());
        }
    }

    private void send(CheckBuilder builder, LineGroup group, Pacer pacer) throws InterruptedException {
        Check check = builder.build(group);
        List<String> reasons = validator.apply(check);
        if (!reasons.isEmpty()) {
            ledger.rejected(reasons.get(0), group.lines().get(0), group.lines().size());
            return;
        }
        pacer.await(group.closedAt());
        try {
            sink.check(check);
        } catch (ArithmeticException e) {
            // What validation let through and the topic's schema cannot hold.
            ledger.rejected(
                    "an amount with more digits than a check may have",
                    group.lines().get(0),
                    group.lines().size());
            return;
        }
        ledger.sent(check, group.lines().size());
    }

    /** A file and its packed copy issue the same ids. */
    private String source() {
        if (mapping.source() != null) {
            return mapping.source();
        }
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }

    private static void stopWhenInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

package io.menuflow.topology;

import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Made-up histories of three restaurants whose days are hard to tell, over 90 days in which the clocks of all three
 * change. A check has revisions with any content, moved to any time; each was made after those with lower numbers, and
 * arrives any time later.
 */
final class Histories {

    /** Business days kept: the shortest the windows allow, so that much of a history leaves it. */
    static final int HISTORY_DAYS = 35;

    static final Instant END = Instant.parse("2026-05-01T12:00:00Z");

    private static final int DAYS = 90;
    private static final long[] REVISIONS = {1, 2, 3, 4, 1_000_000_007L, Long.MAX_VALUE};
    private static final List<String> ITEMS = List.of("soup", "wine", "bread", "fish", "cake");
    private static final Place TRATTORIA = new Place("trattoria", "EUR", "Europe/Rome", LocalTime.of(4, 0), false);
    /** Its cut-off lies between the hours that one day in autumn has twice, its prices include tax, it has a menu. */
    private static final Place DINER = new Place("diner", "USD", "America/New_York", LocalTime.of(2, 30), true);
    /** Its clocks change at its cut-off. */
    private static final Place AHWA = new Place("ahwa", "EGP", "Africa/Cairo", LocalTime.MIDNIGHT, false);

    private static final List<Place> PLACES = List.of(TRATTORIA, DINER, AHWA);

    private final Random random;
    private final List<Transaction> made = new ArrayList<>();

    private Histories(Random random) {
        this.random = random;
    }

    /** A record and when the broker has it. */
    record Delivery(Transaction check, Instant appendedAt) {}

    private record Place(String id, String currency, String zone, LocalTime cutOff, boolean withTax) {}

    static List<Restaurant> restaurants() {
        return PLACES.stream().map(Histories::restaurant).toList();
    }

    static List<MenuItem> menu() {
        return List.of(
                TopologyBench.item("diner", "soup", "4.50", "1.20"),
                TopologyBench.item("diner", "wine", "7", "2.75"),
                TopologyBench.item("diner", "salad", "9", "3"));
    }

    static List<RestaurantDay> days() {
        LocalDate last = LocalDate.ofInstant(END, ZoneOffset.UTC);
        return List.of(
                TopologyBench.day("diner", last.minusDays(3)).setClosed(true).build(),
                TopologyBench.day("diner", last.plusDays(2)).setEvent("fair").build(),
                TopologyBench.day("ahwa", last.minusDays(8))
                        .setTemperature(31.5)
                        .build());
    }

    /** About {@code size} records, in the order they were made. */
    static List<Delivery> of(Random random, int size) {
        Histories histories = new Histories(random);
        for (int i = 0; i < size; i++) {
            histories.made.add(
                    i > 0 && random.nextInt(5) == 0 ? histories.renumbered(random.nextInt(i)) : histories.check());
        }
        return histories.made.stream().map(histories::delivered).toList();
    }

    /** Some of {@code deliveries} again, some of them later. */
    static List<Delivery> duplicates(Random random, List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> random.nextInt(3) == 0)
                .map(delivery -> isFuture(delivery) || random.nextBoolean()
                        ? delivery
                        : new Delivery(
                                delivery.check(),
                                delivery.appendedAt().plus(Duration.ofHours(random.nextInt(24 * 100)))))
                .toList();
    }

    private Transaction renumbered(int which) {
        return Transaction.newBuilder(made.get(which)).setRevision(revision()).build();
    }

    private Transaction check() {
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        boolean refund = random.nextInt(8) == 0;
        boolean voided = random.nextInt(7) == 0;
        List<TransactionLine> lines = lines(refund);
        return Transaction.newBuilder()
                .setSource(random.nextBoolean() ? "till" : "web")
                .setTransactionId("c" + random.nextInt(3)) // the same of other sources and restaurants
                .setRevision(revision())
                .setRestaurantId(place.id())
                .setClosedAt(time(place))
                .setState(voided || lines.isEmpty() ? TransactionState.VOIDED : TransactionState.CLOSED)
                .setOrderType(any(OrderType.values()))
                .setRefundOf(refund ? "c" + random.nextInt(9) : null) // mostly of no check anybody knows
                .setCurrency(random.nextInt(12) == 0 ? "GBP" : place.currency())
                .setLines(lines)
                .setTax(
                        random.nextInt(3) == 0
                                ? TopologyBench.line("", "0", "0.35").getUnitListPrice()
                                : null)
                .build();
    }

    private List<TransactionLine> lines(boolean refund) {
        List<TransactionLine> lines = new ArrayList<>();
        for (String item : ITEMS) {
            if (random.nextInt(2) == 0) {
                continue;
            }
            String quantity = List.of("1", "2", "0.25", "0").get(random.nextInt(4));
            String price = random.nextInt(40) == 0
                    ? "-4.50"
                    : List.of("4.50", "7", "0").get(random.nextInt(3));
            LineKind kind = refund ? LineKind.REFUND : any(LineKind.values());
            lines.add(TransactionLine.newBuilder(TopologyBench.line(item, quantity, price))
                    .setItemName(item + " " + random.nextInt(3))
                    .setCategory(random.nextBoolean() ? "category " + random.nextInt(2) : null)
                    .setKind(kind)
                    .build());
        }
        return lines;
    }

    private <T> T any(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private long revision() {
        return REVISIONS[random.nextInt(REVISIONS.length)];
    }

    private Instant time(Place place) {
        ZoneId zone = ZoneId.of(place.zone());
        Instant begin = END.minus(Duration.ofDays(DAYS));
        switch (random.nextInt(4)) {
            case 0 -> {
                Instant change = zone.getRules().nextTransition(begin).getInstant();
                return change.plus(Duration.ofMinutes(15L * (random.nextInt(25) - 12)));
            }
            case 1 -> {
                LocalDate day = END.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1 + random.nextInt(DAYS));
                return day.atTime(place.cutOff()).atZone(zone).toInstant().plusMillis(random.nextInt(3) - 1);
            }
            case 2 -> {
                return begin.plusSeconds(random.nextInt(DAYS * 24 * 3_600));
            }
            default -> {
                return END.minusSeconds(random.nextInt((HISTORY_DAYS + 3) * 24 * 3_600));
            }
        }
    }

    private Delivery delivered(Transaction check) {
        if (random.nextInt(30) == 0) {
            return new Delivery(check, check.getClosedAt().minus(Duration.ofHours(2))); // from the future
        }
        Instant made = this.made.stream()
                .filter(other -> isOneCheck(check, other) && other.getRevision() <= check.getRevision())
                .map(Transaction::getClosedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long late = random.nextBoolean() ? random.nextInt(3_600) : random.nextInt(60 * 24 * 3_600);
        return new Delivery(check, made.minus(Duration.ofMinutes(30)).plusSeconds(late)); // the till's clock is fast
    }

    private static boolean isOneCheck(Transaction check, Transaction other) {
        return other.getRestaurantId().equals(check.getRestaurantId())
                && other.getSource().equals(check.getSource())
                && other.getTransactionId().equals(check.getTransactionId());
    }

    static boolean isFuture(Delivery delivery) {
        return delivery.check().getClosedAt().isAfter(delivery.appendedAt().plus(Duration.ofHours(1)));
    }

    private static Restaurant restaurant(Place place) {
        Restaurant plain = TopologyBench.restaurant(
                place.id(), place.zone(), place.cutOff().toSecondOfDay() / 60);
        return Restaurant.newBuilder(plain)
                .setCurrency(place.currency())
                .setCalendars(
                        List.of(CalendarPeriod.newBuilder(plain.getCalendars().get(0))
                                .setPricesIncludeTax(place.withTax())
                                .setDayparts(List.of(part("lunch", 11, 15), part("late", 22, 3)))
                                .build()))
                .build();
    }

    private static DaypartPeriod part(String name, int start, int end) {
        return DaypartPeriod.newBuilder()
                .setName(name)
                .setStartMinute(start * 60)
                .setEndMinute(end * 60)
                .build();
    }
}

package io.menuflow.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A year of one restaurant's checks, dense where days are hard to tell: around every change of the clocks and every
 * cut-off next to it. Some are revised to another time, some voided, some sent twice. The same for the same restaurant.
 */
record GeneratedSales(String restaurant, ZoneId zone, LocalTime cutOff, List<Sale> sent) {

    static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> ORDER_TYPES = List.of("DINE_IN", "TAKEOUT", "DELIVERY");
    private static final int ANY_TIMES = 40;

    /** A revision of a check. */
    record Sale(String id, long revision, Instant closedAt, boolean voided, String orderType, List<Line> lines) {
        ObjectNode body() {
            ObjectNode[] bodies = lines.stream()
                    .map(line -> Bodies.line(
                            line.item(),
                            line.quantity().toPlainString(),
                            line.price().toPlainString()))
                    .toArray(ObjectNode[]::new);
            return Bodies.check(id, closedAt, bodies)
                    .put("revision", revision)
                    .put("state", voided ? "VOIDED" : "CLOSED")
                    .put("order_type", orderType);
        }
    }

    /** Some of an item on a check. */
    record Line(String item, BigDecimal quantity, BigDecimal price) {}

    static GeneratedSales of(String restaurant, String zone, String cutOff) {
        ZoneId id = ZoneId.of(zone);
        LocalTime time = LocalTime.parse(cutOff);
        Random random = new Random(restaurant.hashCode());
        List<Sale> sent = new ArrayList<>();
        for (Instant at : times(id, time, random)) {
            addCheck(sent, "check-" + sent.size(), at, random);
        }
        return new GeneratedSales(restaurant, id, time, List.copyOf(sent));
    }

    /** What is to be posted, in an order that depends on {@code seed}. */
    List<ObjectNode> shuffled(long seed) {
        List<ObjectNode> bodies = new ArrayList<>(sent.stream().map(Sale::body).toList());
        bodies.addAll(bodies.subList(0, bodies.size() / 3));
        Collections.shuffle(bodies, new Random(seed));
        return bodies;
    }

    private static List<Instant> times(ZoneId zone, LocalTime cutOff, Random random) {
        List<Instant> times = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN);
        while (change != null && change.getInstant().isBefore(END)) {
            Instant at = change.getInstant();
            times.add(at.minusMillis(1));
            for (int quarter = -16; quarter <= 24; quarter++) {
                times.add(at.plus(Duration.ofMinutes(15L * quarter)));
            }
            for (int day = -1; day <= 1; day++) {
                LocalDate date = at.atZone(zone).toLocalDate().plusDays(day);
                Instant begin = date.atTime(cutOff).atZone(zone).toInstant();
                times.addAll(List.of(begin.minusMillis(1), begin, begin.plusMillis(1)));
            }
            change = zone.getRules().nextTransition(at);
        }
        long seconds = Duration.between(BEGIN, END).toSeconds();
        for (int i = 0; i < ANY_TIMES; i++) {
            times.add(BEGIN.plusSeconds((long) (random.nextDouble() * seconds)));
        }
        return times;
    }

    private static void addCheck(List<Sale> sent, String id, Instant at, Random random) {
        String type = ORDER_TYPES.get(random.nextInt(ORDER_TYPES.size()));
        List<Line> lines = lines(random);
        int fate = random.nextInt(10);
        if (fate < 2) {
            sent.add(new Sale(id, 1, at.minus(Duration.ofHours(3)), false, type, lines(random)));
        }
        sent.add(new Sale(id, 2, at, false, type, lines));
        if (fate == 2) {
            sent.add(new Sale(id, 3, at, true, type, List.of()));
        }
    }

    private static List<Line> lines(Random random) {
        List<Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.add(new Line(
                    "item-" + random.nextInt(12),
                    BigDecimal.valueOf(1 + random.nextInt(16), 0).divide(BigDecimal.valueOf(4)),
                    BigDecimal.valueOf(100 + random.nextInt(2_900), 2)));
        }
        return lines;
    }
}

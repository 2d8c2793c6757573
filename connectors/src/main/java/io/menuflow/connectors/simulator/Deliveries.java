package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.Delivery.Kind;
import io.menuflow.models.check.Check;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the point of sale sends for the checks of one business day: again, changed, late, or nonsense. */
final class Deliveries {

    /** Business days after its check within which a refund may come. */
    static final int REFUND_DAYS = 3;

    private static final long DAY = 86_400_000;

    private final SimulatedRestaurant restaurant;
    private final Families.Noise noise;
    private final Amendments amendments;
    private final LocalDate date;
    private final long lastOfDay;
    private final SplittableRandom random;
    private final List<Delivery> deliveries = new ArrayList<>();

    Deliveries(SimulatedRestaurant restaurant, LocalDate date, SplittableRandom random) {
        this.restaurant = restaurant;
        this.noise = restaurant.world().families().noise();
        this.amendments = restaurant.amendments();
        this.date = date;
        this.lastOfDay = restaurant.hours().on(date).last();
        this.random = random;
    }

    /** Sends a check, and whatever its fate adds. */
    void add(Check check, long closing) {
        long sent = closing + seconds(0, random.nextDouble() < noise.straggling() ? 240 : 5);
        Kind kind = Kind.ORIGINAL;
        if (random.nextDouble() < noise.late()) {
            kind = Kind.LATE;
            sent += random.nextLong(DAY, 5 * DAY);
        }
        double fate = random.nextDouble();
        if ((fate -= noise.voided()) < 0) {
            revise(check, closing, sent, kind, amendments.voided(check), Kind.VOIDED);
        } else if ((fate -= noise.corrected()) < 0) {
            correct(check, closing, sent, kind);
        } else if ((fate -= noise.lineRefunded()) < 0) {
            revise(check, closing, sent, kind, amendments.lineRefunded(check), Kind.LINE_REFUNDED);
        } else if ((fate -= noise.duplicated()) < 0) {
            send(sent, closing, check, kind, true);
            send(sent + seconds(1, 90), closing, check, Kind.DUPLICATE, false);
        } else {
            send(sent, closing, check, kind, true);
            if (fate < noise.refunded()) {
                refund(check, closing);
            }
        }
        if (restaurant.world().absurd() && random.nextDouble() < noise.absurd()) {
            send(sent, closing, amendments.absurd(check, random.nextInt(4)), Kind.ABSURD, false);
        }
    }

    List<Delivery> inOrder() {
        deliveries.sort(Comparator.comparingLong(Delivery::at));
        return deliveries;
    }

    private void revise(Check check, long closing, long sent, Kind kind, @Nullable Check revision, Kind revisionKind) {
        send(sent, closing, check, kind, revision == null);
        if (revision != null) {
            send(sent + seconds(300, 2_400), closing, revision, revisionKind, true);
        }
    }

    private void correct(Check check, long closing, long sent, Kind kind) {
        Check right = amendments.corrected(check);
        long again = sent + seconds(60, 1_800);
        boolean twice = random.nextDouble() < noise.correctedAgain();
        send(sent, closing, check, kind, false);
        send(again, closing, right, Kind.CORRECTED, !twice);
        if (twice) {
            send(again + seconds(30, 600), closing, amendments.corrected(right), Kind.CORRECTED, true);
        }
    }

    private void refund(Check check, long closing) {
        LocalDate day = date;
        long moment = Math.min(closing + seconds(600, 5_400), lastOfDay);
        if (random.nextDouble() < noise.refundedDaysLater()) {
            LocalDate later = date.plusDays(1 + random.nextInt(REFUND_DAYS));
            if (restaurant.traffic().isOpen(later)) {
                day = later;
                long start = restaurant.hours().start(later);
                moment = random.nextLong(start, restaurant.hours().on(later).last());
            }
        }
        Check refund = amendments.refunded(check, check.transactionId() + "-refund", Instant.ofEpochMilli(moment));
        if (refund != null) {
            deliveries.add(new Delivery(moment + seconds(0, 5), moment, day.toEpochDay(), refund, Kind.REFUND, true));
        }
    }

    private void send(long at, long closing, Check check, Kind kind, boolean isLast) {
        deliveries.add(new Delivery(at, closing, date.toEpochDay(), check, kind, isLast));
    }

    private long seconds(int from, int to) {
        return random.nextLong(from * 1_000L, to * 1_000L);
    }
}

package io.menuflow.connectors.simulator;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One restaurant now. Its guests change their minds within minutes: every dish's weight wanders, and one "hot" dish at
 * a time is asked for far more than the rest, so that somebody who watches sees quadrants change.
 */
final class LiveRestaurant {

    /** How often weights move. */
    private static final Duration STEP = Duration.ofSeconds(5);
    /** More than this after a long silence makes no difference: the walk forgets. */
    private static final long MAX_STEPS = 200;
    /** What a step leaves of the log weights' distance from normal, which fades in about eight minutes. */
    private static final double MEMORY = 0.99;
    /** What a step adds; the log weights then deviate by 0.5. */
    private static final double JOLT = 0.07;
    /** The hot dish's share of all choices. */
    private static final double HOT_SHARE = 0.45;

    private static final long HOT_SECONDS_MIN = 120;
    private static final long HOT_SECONDS_MAX = 240;
    private static final double VOID_CHANCE = 0.01;
    private static final double CORRECTION_CHANCE = 0.02;
    private static final int RECENT = 40;

    private final SimulatedRestaurant restaurant;
    private final EventSink sink;
    private final String idPrefix;
    private final SplittableRandom random;
    private final Amendments amendments;
    private final List<Check> recent = new ArrayList<>(RECENT + 1);
    private LocalDate today;
    private Board board;
    private final double[] drift;
    private Picker appetite;
    private Instant nextStep;
    private Instant hotUntil;
    private int hot = -1;
    private long sold;

    /**
     * Opens the restaurant for a run.
     *
     * @param runId different in every run: with the time it keeps ids apart
     */
    LiveRestaurant(SimulatedRestaurant restaurant, EventSink sink, long seed, String runId, Instant now) {
        this.restaurant = restaurant;
        this.sink = sink;
        this.idPrefix = "live-" + runId + "-";
        random = Seeds.random(seed, restaurant.definition().id(), "live " + runId, 0);
        amendments = restaurant.amendments();
        today = restaurant.hours().businessDay(now);
        board = restaurant.board(today);
        drift = new double[board.dishes().size()];
        nextStep = now.plus(STEP);
        hotUntil = now;
        heat(now);
        appetite = appetite(now);
    }

    /** Sends one check that closes now, and sometimes an earlier one again, voided or corrected. */
    void sell(Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        if (!now.isBefore(nextStep)) {
            turnPage(now);
            step(now);
        }
        String id = idPrefix + Long.toString(now.toEpochMilli(), 36) + "-" + ++sold;
        int daypart = restaurant.hours().daypartAt(now);
        Check check = restaurant.waiter().check(id, now, daypart, board, appetite, random);
        sink.check(check);
        amendSometimes();
        recent.add(check);
        if (recent.size() > RECENT) {
            recent.remove(0);
        }
    }

    private void amendSometimes() {
        double luck = random.nextDouble();
        if (luck >= VOID_CHANCE + CORRECTION_CHANCE || recent.isEmpty()) {
            return;
        }
        Check earlier = recent.remove(random.nextInt(recent.size()));
        sink.check(luck < VOID_CHANCE ? amendments.voided(earlier) : amendments.corrected(earlier));
    }

    /** On a new business day the menu may have other specials and prices, which then have to be announced. */
    private void turnPage(Instant now) {
        LocalDate day = restaurant.hours().businessDay(now);
        if (day.equals(today)) {
            return;
        }
        for (Menu.Listing listing : restaurant.menu().listings(day, day)) {
            boolean isNew = listing.from().isAfter(today);
            boolean repriced = listing.dish().prices().history(today, day).size() > 1;
            if ((isNew || repriced) && listing.dish().parts().isEmpty()) {
                sink.item(Catalogue.item(restaurant.definition(), listing, day));
            }
        }
        today = day;
        board = restaurant.board(day);
        heat(now);
    }

    private void step(Instant now) {
        long steps = 1 + Duration.between(nextStep, now).dividedBy(STEP);
        for (long s = Math.min(steps, MAX_STEPS); s > 0; s--) {
            for (int i = 0; i < drift.length; i++) {
                drift[i] = MEMORY * drift[i] + JOLT * random.nextGaussian();
            }
        }
        nextStep = nextStep.plus(STEP.multipliedBy(steps));
        if (!now.isBefore(hotUntil)) {
            heat(now);
        }
        appetite = appetite(now);
    }

    /** Only a dish from the middle of the menu can change sides in minutes: a favourite is popular already. */
    private void heat(Instant now) {
        double[] wanted = board.wanted(null);
        List<Integer> middle = IntStream.range(0, wanted.length)
                .boxed()
                .filter(dish -> wanted[dish] > 0)
                .sorted(Comparator.comparingDouble(
                        dish -> wanted[dish] * board.dish(dish).meanQuantity()))
                .skip(wanted.length * 3L / 10)
                .limit(wanted.length * 3L / 10 + 1)
                .filter(dish -> dish != hot)
                .toList();
        hot = middle.get(random.nextInt(middle.size()));
        hotUntil = now.plusSeconds(random.nextLong(HOT_SECONDS_MIN, HOT_SECONDS_MAX));
    }

    private Picker appetite(Instant now) {
        ServiceHours hours = restaurant.hours();
        double[] weights = board.wanted(hours.daypartName(hours.daypartAt(now)));
        double others = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= Math.exp(drift[i]);
            others += i == hot ? 0 : weights[i];
        }
        weights[hot] = others * HOT_SHARE / (1 - HOT_SHARE);
        return Picker.of(weights);
    }
}

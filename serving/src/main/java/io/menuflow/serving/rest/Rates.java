package io.menuflow.serving.rest;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.menuflow.serving.access.Caller;
import io.menuflow.serving.access.DeniedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How many requests each key may send this node in a second; as many may come at once. One bucket for each key there is. */
final class Rates {

    private final int perSecond;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param perSecond 0 for as many as it likes */
    Rates(int perSecond, TimeMeter time) {
        this.perSecond = perSecond;
        this.time = time;
    }

    /** Counts a request of a known caller; throws {@link DeniedException} with 429 when it is one too many. */
    void count(Caller caller) {
        if (perSecond == 0) {
            return;
        }
        Bucket bucket = buckets.computeIfAbsent(caller.described(), added -> bucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw DeniedException.tooMany(
                    caller.described() + " sends more than " + perSecond + " requests a second", seconds);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}

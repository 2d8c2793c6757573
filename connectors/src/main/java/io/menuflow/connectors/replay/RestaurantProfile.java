package io.menuflow.connectors.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping tells about the restaurant whose file it reads.
 *
 * @param id null when the caller must tell it
 * @param cutOff the local time at which a business day begins
 */
public record RestaurantProfile(
        @Nullable String id,
        @Nullable String name,
        String currency,
        ZoneId zone,
        LocalTime cutOff,
        boolean pricesIncludeTax) {

    /** The business day {@code instant} belongs to. */
    LocalDate businessDay(Instant instant) {
        return instant.atZone(zone)
                .toLocalDateTime()
                .minusNanos(cutOff.toNanoOfDay())
                .toLocalDate();
    }
}

package io.menuflow.connectors.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes times: patterns tried in order. A time without an offset is local to {@code zone}; one that daylight
 * saving skips is moved on by the length of the gap, one that it repeats is the earlier (the rules of
 * {@link java.time.ZonedDateTime#ofLocal}). A date without a time is the beginning of its business day.
 */
record TimeNotation(List<Pattern> patterns, ZoneId zone, LocalTime cutOff) {

    TimeNotation {
        patterns = List.copyOf(patterns);
    }

    /** One way to write a time. */
    sealed interface Pattern {
        /**
         * The time that {@code text} writes.
         *
         * @throws DateTimeException when it is not written so
         */
        Instant parse(String text, TimeNotation notation);
    }

    /** Seconds or milliseconds since 1970 UTC. */
    record Epoch(boolean millis) implements Pattern {
        @Override
        public Instant parse(String text, TimeNotation notation) {
            try {
                long value = Long.parseLong(text);
                return millis ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
            } catch (NumberFormatException e) {
                throw new DateTimeException("not a whole number", e);
            }
        }
    }

    /** A pattern of {@link DateTimeFormatter}, resolved strictly: 31 June is no date. */
    record Written(DateTimeFormatter formatter) implements Pattern {

        /** @throws IllegalArgumentException when the pattern is none */
        static Written of(String pattern) {
            return new Written(new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    // "yyyy" is a year of an era, and strict resolving would ask which; nobody's till writes one.
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT));
        }

        @Override
        public Instant parse(String text, TimeNotation notation) {
            TemporalAccessor parsed = formatter.parse(text);
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parsed);
            }
            LocalDate date = LocalDate.from(parsed);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return date.atTime(time == null ? notation.cutOff : time)
                    .atZone(notation.zone)
                    .toInstant();
        }
    }

    /** A pattern by the name it has in a mapping. */
    static Pattern pattern(String text) {
        return switch (text) {
            case "epoch_seconds" -> new Epoch(false);
            case "epoch_millis" -> new Epoch(true);
            default -> Written.of(text);
        };
    }

    /** The time, or null when no pattern fits. */
    @Nullable Instant parse(String text) {
        for (Pattern pattern : patterns) {
            try {
                return pattern.parse(text, this);
            } catch (DateTimeException e) {
                // The next pattern may fit.
            }
        }
        return null;
    }
}

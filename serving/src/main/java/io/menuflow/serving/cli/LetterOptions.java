package io.menuflow.serving.cli;

import io.menuflow.serving.dlq.LetterFilter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters a command is about. */
final class LetterOptions {

    @Option(names = "--restaurant", paramLabel = "ID", description = "Only of this restaurant")
    @Nullable String restaurant;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only for this reason, for example FUTURE")
    @Nullable String reason;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Only of this stage, for example ingest")
    @Nullable String stage;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only what was produced to this topic")
    @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = When.class,
            description = "Only what was set aside since: 90m, 2h, 7d, 2026-03-10 or 2026-03-10T12:00:00Z")
    @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            converter = When.class,
            description = "Only what was set aside before, written as --since")
    @Nullable Instant until;

    @Option(names = "--open", description = "Only what was not sent again yet")
    boolean open;

    LetterFilter filter() {
        return new LetterFilter(restaurant, reason, stage, topic, since, until);
    }

    /** A moment: so long ago, a day by UTC, or an instant. */
    static final class When implements ITypeConverter<Instant> {

        private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

        @Override
        public Instant convert(String value) {
            Matcher ago = AGO.matcher(value);
            if (ago.matches()) {
                long amount = Long.parseLong(ago.group(1));
                return Instant.now()
                        .minus(
                                switch (ago.group(2)) {
                                    case "s" -> Duration.ofSeconds(amount);
                                    case "m" -> Duration.ofMinutes(amount);
                                    case "h" -> Duration.ofHours(amount);
                                    default -> Duration.ofDays(amount);
                                });
            }
            try {
                return value.contains("T")
                        ? Instant.parse(value)
                        : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + value + "' is no time: write 90m, 2h, 7d, 2026-03-10 or 2026-03-10T12:00:00Z");
            }
        }
    }
}

package io.menuflow.serving.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 90s}, {@code 10m} or {@code 2h}. */
final class TimeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        try {
            Duration time = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
            if (!time.isNegative() && !time.isZero()) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + value + "' is no time such as 90s, 10m or 2h");
        }
        throw new TypeConversionException("a time must be positive, not '" + value + "'");
    }
}

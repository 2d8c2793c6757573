package io.menuflow.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A measurement as a person reads it. */
public final class Report {

    private Report() {}

    /** Prints every round and the medians, and writes {@code json} when it is named. */
    public static void print(Measurement measured, @Nullable Path json, PrintWriter out) {
        out.printf("%s on %s%n", measured.benchmark(), measured.machine());
        measured.settings().forEach((name, value) -> out.printf("  %s: %s%n", words(name), value));
        out.printf("%-34s", "");
        for (int round = 1; round <= measured.rounds().size(); round++) {
            out.printf("%12s", "round " + round);
        }
        out.printf("%12s%n", "median");
        for (Map.Entry<String, Double> median : measured.medians().entrySet()) {
            out.printf("%-34s", words(median.getKey()));
            measured.rounds()
                    .forEach(round -> out.printf("%12s", figure(round.getOrDefault(median.getKey(), Double.NaN))));
            out.printf("%12s%n", figure(median.getValue()));
        }
        out.flush();
        if (json != null) {
            measured.write(json);
        }
    }

    /** At least three digits, thousands apart. */
    static String figure(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 1 ? "%,.2f" : "%.3f", value);
    }

    /** A name as words. */
    static String words(String name) {
        return name.replace('_', ' ');
    }
}

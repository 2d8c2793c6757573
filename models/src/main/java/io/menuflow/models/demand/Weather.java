package io.menuflow.models.demand;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the words people have for weather mean for going out. */
final class Weather {

    private static final Pattern WET = Pattern.compile("rain|drizzle|shower|storm|thunder|snow|sleet|hail");

    private Weather() {}

    /** Whether one gets wet. */
    static boolean isWet(String weather) {
        return WET.matcher(weather.toLowerCase(Locale.ROOT)).find();
    }
}

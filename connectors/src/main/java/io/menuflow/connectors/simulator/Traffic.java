package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Distribution;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** How busy a restaurant is from day to day, apart from what it sells. */
final class Traffic {

    private static final double YEAR = 365.25;
    private static final int CLOSING_BLOCK = 91;
    /** Days of weather before the one asked for that still matter: 0.8^60 is nothing. */
    private static final int WEATHER_MEMORY = 60;

    private final RestaurantDefinition definition;
    private final Families.TrafficDraws draws;
    private final double size;
    private final double season;
    private final double phase;
    private final double trend;
    private final double rainChance;
    private final double rain;
    private final double warmth;
    private final Map<MonthDay, Double> holidays = new HashMap<>();
    private final long shocks;
    private final long skies;
    private final long closings;

    /**
     * The factors of one day; each is 1 on an ordinary day.
     *
     * @param shock what nobody could have known; its mean is 1
     */
    record Factors(double weekday, double season, double trend, double holiday, double weather, double shock) {

        /** All but the shock. */
        double expected() {
            return weekday * season * trend * holiday * weather;
        }
    }

    Traffic(RestaurantDefinition definition, Families.TrafficDraws draws, long seed) {
        this.definition = definition;
        this.draws = draws;
        SplittableRandom random = Seeds.random(seed, definition.id(), "traffic", 0);
        size = draws.size().draw(random);
        season = draws.season().draw(random);
        phase = 2 * Math.PI * random.nextDouble();
        trend = draws.trendPerYear().draw(random);
        rainChance = draws.rainChance().draw(random);
        rain = draws.rain().draw(random);
        warmth = draws.warmth().draw(random);
        for (Families.Holiday holiday : draws.holidays()) {
            Distribution effect = holiday.effect();
            holidays.put(holiday.day(), effect == null ? 0 : StrictMath.exp(effect.draw(random)));
        }
        shocks = Seeds.state(seed, definition.id(), "shock");
        skies = Seeds.state(seed, definition.id(), "weather");
        closings = Seeds.state(seed, definition.id(), "closing");
    }

    /** How large the restaurant is, relative to its definition. */
    double size() {
        return size;
    }

    /** Whether guests are let in: not before the first day, on weekdays without a factor, or on some days of rest. */
    boolean isOpen(LocalDate day) {
        if (day.isBefore(definition.since()) || weekday(day) == 0 || holiday(day) == 0) {
            return false;
        }
        long block = Math.floorDiv(day.toEpochDay(), CLOSING_BLOCK);
        SplittableRandom random = Seeds.random(closings, block);
        return random.nextDouble() >= draws.closingChance()
                || day.toEpochDay() != block * CLOSING_BLOCK + random.nextInt(CLOSING_BLOCK);
    }

    /** The factors of a day, as if it were open. */
    Factors on(LocalDate day) {
        double years = ChronoUnit.DAYS.between(draws.trendSince(), day) / YEAR;
        double gaussian = Distribution.gaussian(Seeds.random(shocks, day.toEpochDay()));
        return new Factors(
                weekday(day) == 0 ? 1 : weekday(day),
                StrictMath.exp(season * StrictMath.sin(phase + 2 * Math.PI * day.getDayOfYear() / YEAR)),
                StrictMath.exp(trend * years),
                holiday(day) == 0 ? 1 : holiday(day),
                StrictMath.exp((rains(day) ? rain : 0) + warmth * warmth(day)),
                StrictMath.exp(draws.shock() * gaussian - draws.shock() * draws.shock() / 2));
    }

    /** °C above what is usual. */
    double warmth(LocalDate day) {
        double fresh = draws.warmthDeviation() * StrictMath.sqrt(1 - draws.warmthMemory() * draws.warmthMemory());
        double degrees = 0;
        for (long d = day.toEpochDay() - WEATHER_MEMORY; d <= day.toEpochDay(); d++) {
            degrees = draws.warmthMemory() * degrees + fresh * Distribution.gaussian(Seeds.random(skies, d));
        }
        return degrees;
    }

    /** Whether it rains. */
    boolean rains(LocalDate day) {
        return Seeds.random(skies, -1 - day.toEpochDay()).nextDouble() < rainChance;
    }

    /** Whether guests keep a day that is not like any other. */
    boolean isHoliday(LocalDate day) {
        return holidays.containsKey(MonthDay.from(day));
    }

    private double weekday(LocalDate day) {
        return definition.weekdays().getOrDefault(day.getDayOfWeek(), 1.0);
    }

    private double holiday(LocalDate day) {
        return holidays.getOrDefault(MonthDay.from(day), 1.0);
    }
}

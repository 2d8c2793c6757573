package io.menuflow.topology.menu;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.menu.FaultyRecordException.Faults;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.RowSource;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What is known of restaurants' business days beside their sales, as published. */
public final class Days {

    /** What a day's date must be, for messages. */
    public static final String DATE_RULE = "must be a date such as 2026-03-10";

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private static final int YEARS_AHEAD = 10;
    private static final double COLDEST = -90;
    private static final double HOTTEST = 60;
    private static final int MAX_TEXT = 100;
    /** In UTF-8 a character has three bytes, of pairs two each. */
    private static final int MAX_TEXT_BYTES = 3 * MAX_TEXT;

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final RowSource rows;
    private final Serde<RestaurantDay> serde;

    /** Over rows of published records. */
    public Days(RowSource rows, Serde<RestaurantDay> serde) {
        this.rows = rows;
        this.serde = serde;
    }

    /** The key of a day's row; a restaurant's days ascend by it from the year 1970 on. */
    public static byte[] key(String restaurant, int day) {
        return Key.of(restaurant).twoBytes(day >>> 16).twoBytes(day).toBytes();
    }

    /** The business day that a text such as {@code 2026-03-10} names; throws IllegalArgumentException when it is none. */
    public static LocalDate date(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException(DATE_RULE + ", not '" + text + "'");
    }

    /** The facts of each day of {@code span} of which there are any. */
    public Map<Integer, DayFacts> facts(String restaurant, DayRange span) {
        Map<Integer, DayFacts> facts = new HashMap<>();
        published(restaurant, span).forEach(day -> facts.put((int) day.getDate().toEpochDay(), facts(day)));
        return facts;
    }

    /** The days of {@code span} of which something is known, as published, ascending. */
    public List<RestaurantDay> published(String restaurant, DayRange span) {
        List<RestaurantDay> days = new ArrayList<>();
        int first = Math.max(span.first(), (int) EARLIEST.toEpochDay());
        if (first <= span.last()) {
            rows.scan(
                    key(restaurant, first),
                    key(restaurant, span.last()),
                    (key, row) ->
                            days.add(Objects.requireNonNull(serde.deserializer().deserialize("", row))));
        }
        return days;
    }

    /** One day as published, or null. */
    public @Nullable RestaurantDay published(String restaurant, int day) {
        return serde.deserializer().deserialize("", rows.get(key(restaurant, day)));
    }

    /**
     * What a published record says. How far ahead a day may lie is judged by the record itself: the same whenever it is
     * read.
     *
     * @throws FaultyRecordException naming each wrong field and what is wrong with it
     */
    public static DayFacts facts(RestaurantDay day) {
        Faults faults = new Faults();
        LocalDate date = day.getDate();
        LocalDate last = LocalDate.ofInstant(day.getUpdatedAt(), ZoneOffset.UTC).plusYears(YEARS_AHEAD);
        last = last.isAfter(LATEST) ? LATEST : last;
        Double temperature = day.getTemperature();
        faults.unless(
                !date.isBefore(EARLIEST) && !date.isAfter(last),
                "date",
                "must be from " + EARLIEST + " to " + last + ", ten years after it is told");
        faults.unless(
                temperature == null || (temperature >= COLDEST && temperature <= HOTTEST),
                "temperature",
                "must be -90 to 60 degrees Celsius");
        faults.unless(isWord(day.getWeather()), "weather", word());
        faults.unless(isWord(day.getEvent()), "event", word());
        faults.raise();
        return new DayFacts(day.getClosed(), day.getHoliday(), temperature, day.getWeather(), day.getEvent());
    }

    private static boolean isWord(@Nullable String text) {
        return text == null || (!text.isBlank() && text.length() <= MAX_TEXT && Ids.isText(text, MAX_TEXT_BYTES));
    }

    private static String word() {
        return "must be 1 to " + MAX_TEXT + " characters without control characters, and not blank";
    }
}

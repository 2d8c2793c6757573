package io.menuflow.topology.menu;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.BusinessCalendar.Daypart;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Ids;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restaurant as the stages need it.
 *
 * @param estimatedCostPct food cost in percent of revenue by category, {@code *} for any, of items without a cost
 */
public record RestaurantProfile(
        String id,
        String name,
        @Nullable String group,
        String currency,
        BusinessCalendar calendar,
        QuadrantRules rules,
        Map<String, BigDecimal> estimatedCostPct) {

    private static final int MAX_NAME_BYTES = 512;
    private static final int MAX_PERIODS = 200;
    private static final int MINUTES_PER_DAY = 24 * 60;
    /** 1E-999999999 is short to write, and fills the memory of the node that calculates with it. */
    private static final int MAX_DIGITS = 20;

    /**
     * What a published record says.
     *
     * @throws IllegalArgumentException naming the field and what is wrong with it
     */
    public static RestaurantProfile of(Restaurant restaurant) {
        if (!Ids.isRestaurant(restaurant.getRestaurantId())) {
            throw wrong("restaurant_id", "must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (restaurant.getName().isBlank() || !Ids.isText(restaurant.getName(), MAX_NAME_BYTES)) {
            throw wrong("name", "must be 1 to " + MAX_NAME_BYTES + " bytes without control characters");
        }
        if (restaurant.getGroup() != null && !Ids.isId(restaurant.getGroup())) {
            throw wrong("group", "must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
        if (!CheckValidator.isCurrency(restaurant.getCurrency())) {
            throw wrong("currency", "'" + restaurant.getCurrency() + "' is no ISO 4217 code");
        }
        return new RestaurantProfile(
                restaurant.getRestaurantId(),
                restaurant.getName(),
                restaurant.getGroup(),
                restaurant.getCurrency(),
                calendar(restaurant.getCalendars()),
                rules(restaurant.getSettings()),
                percentages(restaurant.getSettings().getEstimatedCostPct()));
    }

    private static BusinessCalendar calendar(List<CalendarPeriod> periods) {
        if (periods.isEmpty() || periods.size() > MAX_PERIODS) {
            throw wrong("calendars", "must have 1 to " + MAX_PERIODS + " periods");
        }
        return new BusinessCalendar(
                periods.stream().map(RestaurantProfile::period).toList());
    }

    private static Period period(CalendarPeriod period) {
        ZoneId zone;
        try {
            zone = ZoneId.of(period.getZone());
        } catch (DateTimeException e) {
            throw wrong("zone", "'" + period.getZone() + "' is no time zone, for example Europe/London");
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            throw wrong("zone", "'" + period.getZone() + "' is no time zone of a place, for example Europe/London");
        }
        Period read = new Period(
                (int) period.getEffectiveFrom().toEpochDay(),
                zone,
                time("cut_off", period.getCutOffMinutes()),
                period.getPricesIncludeTax(),
                period.getDayparts().stream().map(RestaurantProfile::daypart).toList());
        long names = read.dayparts().stream()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (names < read.dayparts().size()) {
            throw wrong("dayparts", "must have different names");
        }
        return read;
    }

    private static Daypart daypart(DaypartPeriod daypart) {
        if (!Ids.isId(daypart.getName())) {
            throw wrong("dayparts.name", "must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
        return new Daypart(
                daypart.getName(),
                time("dayparts.start", daypart.getStartMinute()),
                time("dayparts.end", daypart.getEndMinute() % MINUTES_PER_DAY));
    }

    private static LocalTime time(String field, int minutes) {
        if (minutes < 0 || minutes >= MINUTES_PER_DAY) {
            throw wrong(field, "must be a time of day, 00:00 to 23:59");
        }
        return LocalTime.ofSecondOfDay(minutes * 60L);
    }

    private static QuadrantRules rules(MenuSettings settings) {
        BigDecimal factor = decimal("popularity_factor", settings.getPopularityFactor(), "10");
        if (factor.signum() == 0) {
            throw wrong("popularity_factor", "must be above 0");
        }
        BigDecimal band = decimal("settle_band", settings.getSettleBand(), "1");
        if (settings.getNewItemDays() < 0 || settings.getLowEvidenceUnits() < 0) {
            throw wrong("new_item_days and low_evidence_units", "must not be negative");
        }
        return new QuadrantRules(
                Method.valueOf(settings.getMethod().name()),
                factor,
                Scope.valueOf(settings.getScope().name()),
                settings.getNewItemDays(),
                settings.getLowEvidenceUnits(),
                band);
    }

    private static Map<String, BigDecimal> percentages(Map<String, String> given) {
        Map<String, BigDecimal> percentages = new HashMap<>();
        given.forEach((category, value) ->
                percentages.put(category, decimal("estimated_cost_pct." + category, value, "1000")));
        return Map.copyOf(percentages);
    }

    private static BigDecimal decimal(String field, String value, String max) {
        try {
            BigDecimal number = new BigDecimal(value.length() > MAX_DIGITS ? "-1" : value);
            boolean plain = Math.abs((long) number.scale()) <= MAX_DIGITS;
            if (!plain || number.signum() < 0 || number.compareTo(new BigDecimal(max)) > 0) {
                throw wrong(field, "must be a number from 0 to " + max + " of at most " + MAX_DIGITS + " digits");
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(field, "'" + value + "' is no number");
        }
    }

    private static IllegalArgumentException wrong(String field, String message) {
        return new IllegalArgumentException(field + " " + message);
    }
}

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
import io.menuflow.topology.menu.FaultyRecordException.Faults;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one published restaurant. What is wrong is noted, and a stand-in read in its place until all is seen. */
final class RestaurantReader {

    private static final int MAX_NAME_BYTES = 512;
    private static final int MAX_PERIODS = 200;
    private static final int MINUTES_PER_DAY = 24 * 60;

    private static final String ID_RULE = "must be 1 to " + Ids.MAX_BYTES + " bytes without control characters";

    private final Faults faults = new Faults();
    private final Restaurant restaurant;

    RestaurantReader(Restaurant restaurant) {
        this.restaurant = restaurant;
    }

    RestaurantProfile read() {
        String name = restaurant.getName();
        String group = restaurant.getGroup();
        String currency = restaurant.getCurrency();
        faults.unless(Ids.isRestaurant(restaurant.getRestaurantId()), "restaurant_id", Ids.RESTAURANT_RULE);
        faults.unless(
                !name.isBlank() && Ids.isText(name, MAX_NAME_BYTES),
                "name",
                "must be 1 to " + MAX_NAME_BYTES + " bytes without control characters, and not blank");
        faults.unless(group == null || Ids.isId(group), "group", ID_RULE);
        faults.unless(
                CheckValidator.isCurrency(currency), "currency", "'" + currency + "' is no ISO 4217 code of money");
        List<Period> periods = periods();
        QuadrantRules rules = rules(restaurant.getSettings());
        Map<String, BigDecimal> percentages =
                percentages(restaurant.getSettings().getEstimatedCostPct());
        PriceSettingsReader.check(faults, restaurant.getSettings().getPrices());
        faults.raise();
        return new RestaurantProfile(
                restaurant.getRestaurantId(),
                name,
                group,
                currency,
                new BusinessCalendar(periods),
                rules,
                percentages,
                PriceSettingsReader.of(restaurant.getSettings().getPrices()));
    }

    private List<Period> periods() {
        List<CalendarPeriod> published = restaurant.getCalendars();
        boolean few = !published.isEmpty() && published.size() <= MAX_PERIODS;
        faults.unless(few, "calendars", "must have 1 to " + MAX_PERIODS + " periods");
        List<Period> periods = few ? published.stream().map(this::period).toList() : List.of();
        for (int i = 1; i < periods.size(); i++) {
            faults.unless(
                    periods.get(i - 1).effectiveFrom() < periods.get(i).effectiveFrom(),
                    "calendars",
                    "must ascend by effective_from");
        }
        return periods;
    }

    private Period period(CalendarPeriod period) {
        return new Period(
                (int) period.getEffectiveFrom().toEpochDay(),
                zone(period.getZone()),
                time("cut_off", period.getCutOffMinutes()),
                period.getPricesIncludeTax(),
                dayparts(period.getDayparts()));
    }

    private ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            faults.unless(
                    ZoneId.getAvailableZoneIds().contains(zone.getId()),
                    "zone",
                    "'" + name + "' is no time zone of a place, for example Europe/London");
            return zone;
        } catch (DateTimeException e) {
            faults.unless(false, "zone", "'" + name + "' is no time zone, for example Europe/London");
            return ZoneOffset.UTC;
        }
    }

    private List<Daypart> dayparts(List<DaypartPeriod> published) {
        if (published.size() > BusinessCalendar.MAX_DAYPARTS) {
            faults.unless(false, "dayparts", "must be at most " + BusinessCalendar.MAX_DAYPARTS);
            return List.of();
        }
        List<Daypart> dayparts = new ArrayList<>(published.size());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < published.size(); i++) {
            DaypartPeriod part = published.get(i);
            String at = "dayparts[" + i + "].";
            faults.unless(Ids.isId(part.getName()) && !part.getName().isBlank(), at + "name", ID_RULE + ", not blank");
            faults.unless(
                    names.add(part.getName().toLowerCase(Locale.ROOT)), at + "name", "is the name of one before it");
            dayparts.add(new Daypart(
                    part.getName(),
                    time(at + "start", part.getStartMinute()),
                    time(at + "end", part.getEndMinute() % MINUTES_PER_DAY)));
        }
        return dayparts;
    }

    private LocalTime time(String field, int minutes) {
        boolean right = minutes >= 0 && minutes < MINUTES_PER_DAY;
        faults.unless(right, field, "must be a time of day, 00:00 to 23:59");
        return right ? LocalTime.ofSecondOfDay(minutes * 60L) : LocalTime.MIDNIGHT;
    }

    private QuadrantRules rules(MenuSettings settings) {
        BigDecimal factor = faults.decimal("settings.popularity_factor", settings.getPopularityFactor(), false, "10");
        BigDecimal band = faults.decimal("settings.settle_band", settings.getSettleBand(), true, "1");
        faults.unless(settings.getNewItemDays() >= 0, "settings.new_item_days", "must not be negative");
        faults.unless(settings.getLowEvidenceUnits() >= 0, "settings.low_evidence_units", "must not be negative");
        return new QuadrantRules(
                Method.valueOf(settings.getMethod().name()),
                factor,
                Scope.valueOf(settings.getScope().name()),
                settings.getNewItemDays(),
                settings.getLowEvidenceUnits(),
                band);
    }

    private Map<String, BigDecimal> percentages(Map<String, String> given) {
        Map<String, BigDecimal> percentages = new HashMap<>();
        given.forEach((category, value) -> percentages.put(
                category, faults.decimal("settings.estimated_cost_pct." + category, value, true, "1000")));
        return Map.copyOf(percentages);
    }
}

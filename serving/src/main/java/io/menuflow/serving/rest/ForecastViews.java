package io.menuflow.serving.rest;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.HourShares;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.ForecastError;
import io.menuflow.schemas.avro.ForecastState;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.rest.AskedItems.MissingView;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.sales.KnownItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forecasts as answers show them. */
final class ForecastViews {

    private static final String NOT_FORECAST =
            "it is not on the menu in the next " + DemandForecaster.HORIZON + " days";

    private ForecastViews() {}

    /** How a method did in the back-test. */
    record ForecastErrorView(
            String method,
            int days,
            @Nullable BigDecimal pinball,
            @Nullable BigDecimal wape,
            @Nullable BigDecimal mase,
            @Nullable BigDecimal bias) {}

    /** What will sell in a local hour of a business day. */
    record ForecastHourView(
            int hour,
            @Nullable OffsetDateTime startsAt,
            BigDecimal p10,
            BigDecimal p50,
            BigDecimal p90,
            BigDecimal expected) {}

    /** What will sell on a business day. */
    record ForecastDayView(
            LocalDate date,
            String state,
            boolean soldOut,
            BigDecimal p10,
            BigDecimal p50,
            BigDecimal p90,
            BigDecimal expected,
            @Nullable List<ForecastHourView> hours) {}

    /** What will sell of an item, or of everything. */
    record ForecastView(
            @Nullable String itemId,
            @Nullable String itemName,
            @Nullable String category,
            String method,
            String why,
            String evidence,
            int soldOutDays,
            BigDecimal expected,
            @Nullable ForecastErrorView error,
            List<ForecastErrorView> errors,
            List<ForecastDayView> days) {}

    /** What will sell of a menu. */
    record ForecastsView(
            String restaurantId,
            String zone,
            @Nullable LocalDate closedDay,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            @Nullable String modelVersion,
            @Nullable String menuWhy,
            List<ForecastErrorView> menuErrors,
            @Nullable ForecastView total,
            List<ForecastView> items,
            List<MissingView> missing,
            @Nullable String note,
            @Nullable String nextCursor) {

        /** The same with a part of the items. */
        ForecastsView part(Page.Part<ForecastView> part) {
            return new ForecastsView(
                    restaurantId,
                    zone,
                    closedDay,
                    asOf,
                    stale,
                    feedAgeS,
                    modelVersion,
                    menuWhy,
                    menuErrors,
                    total,
                    part.items(),
                    missing,
                    note,
                    part.nextCursor());
        }
    }

    /** What will sell of one item. */
    record OneForecastView(
            String restaurantId,
            String zone,
            LocalDate closedDay,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            @Nullable String modelVersion,
            ForecastView item,
            @Nullable String note) {}

    /**
     * What is shown of forecasts.
     *
     * @param days how many of them, from the first on
     */
    record Shown(int days, boolean byHour) {}

    static ForecastsView all(
            Close<DemandForecast> close,
            Shown shown,
            boolean total,
            @Nullable AskedItems items,
            boolean stale,
            Instant now) {
        DemandForecast whole = close.records().get(Forecasts.TOTAL);
        Moment moment = moment(close, whole, stale, now);
        return new ForecastsView(
                close.restaurant().getRestaurantId(),
                zone(close, whole),
                whole == null ? null : whole.getClosedDay(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                whole == null ? null : whole.getModelVersion(),
                whole == null ? null : whole.getMenuWhy(),
                whole == null ? List.of() : errors(whole.getMenuErrors()),
                total && whole != null ? forecast(close, whole, shown) : null,
                close.records().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(Forecasts.TOTAL))
                        .filter(entry -> items != null && items.has(entry.getKey(), close.item(entry.getKey())))
                        .map(Map.Entry::getValue)
                        .map(record -> forecast(close, record, shown))
                        .toList(),
                items == null ? List.of() : items.missing(close, NOT_FORECAST),
                whole == null ? close.nothing() : note(close, whole, items, stale),
                null);
    }

    private static @Nullable String note(
            Close<DemandForecast> close, DemandForecast record, @Nullable AskedItems items, boolean stale) {
        String category = items == null ? null : items.unknownCategory(close);
        return category != null ? category : note(close, record, stale);
    }

    private static @Nullable String note(Close<DemandForecast> close, DemandForecast record, boolean stale) {
        return CloseQueries.behind(close.latest(), (int) record.getClosedDay().toEpochDay(), stale);
    }

    static OneForecastView one(
            Close<DemandForecast> close, DemandForecast record, Shown shown, boolean stale, Instant now) {
        Moment moment = moment(close, record, stale, now);
        return new OneForecastView(
                close.restaurant().getRestaurantId(),
                zone(close, record),
                record.getClosedDay(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                record.getModelVersion(),
                forecast(close, record, shown),
                note(close, record, stale));
    }

    private static Moment moment(
            Close<DemandForecast> close, @Nullable DemandForecast record, boolean stale, Instant now) {
        boolean old = record != null && close.isBehind(record.getClosedDay().toEpochDay());
        return Moment.of(close.asOf(), stale || old, now);
    }

    /** The zone of the first day to come. */
    private static String zone(Close<DemandForecast> close, @Nullable DemandForecast record) {
        int day =
                record == null ? Integer.MAX_VALUE : (int) record.getClosedDay().toEpochDay() + 1;
        return close.profile().calendar().on(day).zone().getId();
    }

    private static ForecastView forecast(Close<DemandForecast> close, DemandForecast record, Shown shown) {
        boolean whole = record.getItemId().equals(Forecasts.TOTAL);
        KnownItem item = close.item(record.getItemId());
        ListedItem listed = whole ? null : item.listed();
        List<ForecastDay> days = record.getDays()
                .subList(0, Math.min(shown.days(), record.getDays().size()));
        List<ForecastErrorView> errors = errors(record.getErrors());
        return new ForecastView(
                whole ? null : record.getItemId(),
                whole ? null : item.name(),
                whole ? null : item.category(),
                record.getServed().name(),
                record.getWhy(),
                record.getEvidence().name(),
                soldOutDays(listed, (int) record.getClosedDay().toEpochDay()),
                Numbers.real(days.stream().mapToDouble(ForecastDay::getExpected).sum()),
                errors.stream()
                        .filter(error ->
                                error.method().equals(record.getServed().name()))
                        .findFirst()
                        .orElse(null),
                errors,
                days.stream()
                        .map(day -> day(
                                day,
                                listed,
                                shown.byHour()
                                        ? hours(record, day, close.profile().calendar())
                                        : null))
                        .toList());
    }

    private static ForecastDayView day(
            ForecastDay day, @Nullable ListedItem listed, @Nullable List<ForecastHourView> hours) {
        return new ForecastDayView(
                day.getBusinessDay(),
                day.getState().name(),
                listed != null && listed.isSoldOut((int) day.getBusinessDay().toEpochDay()),
                Numbers.real(day.getP10()),
                Numbers.real(day.getP50()),
                Numbers.real(day.getP90()),
                Numbers.real(day.getExpected()),
                hours);
    }

    /** Days of the past that teach the forecast nothing. */
    private static int soldOutDays(@Nullable ListedItem listed, int closedDay) {
        int days = 0;
        DayRange read = DemandForecaster.needs(closedDay);
        for (int day = read.first(); listed != null && day <= read.last(); day++) {
            days += listed.isSoldOut(day) ? 1 : 0;
        }
        return days;
    }

    /** The hours in which anything is expected, from the cut-off on; null when no hour is known. */
    private static @Nullable List<ForecastHourView> hours(
            DemandForecast record, ForecastDay day, BusinessCalendar calendar) {
        if (record.getHours() == null) {
            return null;
        }
        HourShares shares = Forecasts.hours(record.getHours());
        BusinessCalendar.Period period = calendar.on((int) day.getBusinessDay().toEpochDay());
        List<ForecastHourView> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int hour = (period.cutOff().getHour() + i) % 24;
            DayDemand demand = shares.hour(demand(day), hour, record.getWhole());
            if (demand.state() == DayDemand.State.OPEN && demand.expected() > 0) {
                hours.add(new ForecastHourView(
                        hour,
                        startsAt(day.getBusinessDay(), hour, period),
                        Numbers.real(demand.p10()),
                        Numbers.real(demand.p50()),
                        Numbers.real(demand.p90()),
                        Numbers.real(demand.expected())));
            }
        }
        return hours;
    }

    private static DayDemand demand(ForecastDay day) {
        return new DayDemand(
                (int) day.getBusinessDay().toEpochDay(),
                day.getState() == ForecastState.OPEN ? DayDemand.State.OPEN : DayDemand.State.CLOSED,
                day.getP10(),
                day.getP50(),
                day.getP90(),
                day.getExpected(),
                day.getVariance());
    }

    /** Hours before the cut-off are of the next date; null where the clock is put forward over the hour. */
    private static @Nullable OffsetDateTime startsAt(LocalDate day, int hour, BusinessCalendar.Period period) {
        LocalDate date = hour < period.cutOff().getHour() ? day.plusDays(1) : day;
        LocalDateTime local = date.atTime(LocalTime.of(hour, 0));
        List<ZoneOffset> offsets = period.zone().getRules().getValidOffsets(local);
        return offsets.isEmpty() ? null : local.atOffset(offsets.get(0));
    }

    private static List<ForecastErrorView> errors(List<ForecastError> errors) {
        return errors.stream()
                .map(error -> new ForecastErrorView(
                        error.getMethod().name(),
                        error.getDays(),
                        optional(error.getPinball()),
                        optional(error.getWape()),
                        optional(error.getMase()),
                        optional(error.getBias())))
                .toList();
    }

    private static @Nullable BigDecimal optional(@Nullable Double number) {
        return number == null ? null : Numbers.real(number);
    }
}

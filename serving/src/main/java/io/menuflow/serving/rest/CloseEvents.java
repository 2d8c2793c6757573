package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.serving.rest.PriceViews.PriceTestView;
import io.menuflow.serving.rest.PriceViews.ProposalView;
import io.menuflow.topology.demand.Forecasts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What live events tell of a day close: each forecast and each price, as published. */
final class CloseEvents {

    private CloseEvents() {}

    /** What will sell on a business day. */
    record ForecastEventDay(
            LocalDate date, String state, BigDecimal p10, BigDecimal p50, BigDecimal p90, BigDecimal expected) {}

    /**
     * What an item will sell.
     *
     * @param itemId null for the restaurant as a whole
     * @param removed whether it is forecast no more; all else is then null or empty but the ids
     */
    record ForecastEvent(
            String restaurantId,
            @Nullable String itemId,
            boolean removed,
            @Nullable LocalDate closedDay,
            @Nullable String method,
            @Nullable String why,
            @Nullable String evidence,
            @Nullable String modelVersion,
            @Nullable BigDecimal expected,
            List<ForecastEventDay> days) {}

    /**
     * What an item should cost.
     *
     * @param removed whether it has no price any more; all else is then null but the ids
     */
    record PriceEvent(
            String restaurantId,
            String itemId,
            boolean removed,
            @Nullable String currency,
            @Nullable LocalDate closedDay,
            @Nullable Integer horizonDays,
            @Nullable String action,
            @Nullable String recommendation,
            @Nullable PriceTestView test,
            @Nullable ProposalView proposal) {}

    static ForecastEvent forecast(String restaurant, String item, @Nullable DemandForecast record) {
        String id = item.equals(Forecasts.TOTAL) ? null : item;
        return record == null
                ? new ForecastEvent(restaurant, id, true, null, null, null, null, null, null, List.of())
                : new ForecastEvent(
                        restaurant,
                        id,
                        false,
                        record.getClosedDay(),
                        record.getServed().name(),
                        record.getWhy(),
                        record.getEvidence().name(),
                        record.getModelVersion(),
                        Numbers.real(record.getDays().stream()
                                .mapToDouble(ForecastDay::getExpected)
                                .sum()),
                        record.getDays().stream().map(CloseEvents::day).toList());
    }

    private static ForecastEventDay day(ForecastDay day) {
        return new ForecastEventDay(
                day.getBusinessDay(),
                day.getState().name(),
                Numbers.real(day.getP10()),
                Numbers.real(day.getP50()),
                Numbers.real(day.getP90()),
                Numbers.real(day.getExpected()));
    }

    static PriceEvent price(String restaurant, String item, @Nullable PriceRecommendation record) {
        if (record == null) {
            return new PriceEvent(restaurant, item, true, null, null, null, null, null, null, null);
        }
        int digits = Numbers.digits(record.getCurrency());
        return new PriceEvent(
                restaurant,
                item,
                false,
                record.getCurrency(),
                record.getClosedDay(),
                record.getHorizonDays(),
                PriceViews.action(record).name(),
                PriceViews.recommendation(record),
                PriceViews.test(record, digits),
                PriceViews.proposal(record, digits));
    }
}

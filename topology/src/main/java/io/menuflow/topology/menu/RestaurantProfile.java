package io.menuflow.topology.menu;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.price.Guardrails;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restaurant as the stages need it.
 *
 * @param estimatedCostPct food cost in percent of revenue by category, {@code *} for any, of items without a cost
 * @param guardrails what a proposed price may never do
 */
public record RestaurantProfile(
        String id,
        String name,
        @Nullable String group,
        String currency,
        BusinessCalendar calendar,
        QuadrantRules rules,
        Map<String, BigDecimal> estimatedCostPct,
        Guardrails guardrails) {

    /**
     * What a published record says.
     *
     * @throws FaultyRecordException naming each wrong field and what is wrong with it
     */
    public static RestaurantProfile of(Restaurant restaurant) {
        return new RestaurantReader(restaurant).read();
    }
}

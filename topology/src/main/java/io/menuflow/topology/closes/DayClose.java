package io.menuflow.topology.closes;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.MenuEffect;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.price.ForecastDemand;
import io.menuflow.topology.price.PriceBlocks;
import io.menuflow.topology.price.Recommendations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a menu at a day close, by item: a function of what is known then. From the published days, menus,
 * settings and facts anyone gets the stream's records, but for the hours of days, which are not published.
 */
public record DayClose(Map<String, DemandForecast> forecasts, Map<String, PriceRecommendation> prices) {

    private static final int DAYS_BEFORE_A_CHANGE = 28;

    /**
     * What the stream publishes, computed from a whole history at once.
     *
     * @param model null when there is none in force
     * @param whole of all days kept
     * @param historyDays how many are kept
     */
    public static DayClose of(
            @Nullable DemandModel model,
            RestaurantProfile restaurant,
            MenuHistory whole,
            HourProfile hours,
            int closedDay,
            int historyDays) {
        MenuHistory history = whole.until(closedDay);
        List<PriceBlock> blocks = new ArrayList<>();
        int last = PriceBlock.lastComplete(closedDay);
        for (int block = last - PriceBlocks.blocks(historyDays) + 1; block <= last; block++) {
            PriceBlock made = PriceBlock.of(history, block, closedDay);
            if (!made.items().isEmpty()) {
                blocks.add(made);
            }
        }
        MenuForecast forecast = DemandForecaster.forecast(model, history, hours, closedDay);
        return new DayClose(
                Forecasts.of(restaurant.id(), forecast),
                prices(restaurant, history, ElasticityEstimator.fit(blocks), forecast));
    }

    /** The business days that what is made at a day close rests on, besides blocks. */
    static DayRange needs(int closedDay, Guardrails rails) {
        int first = closedDay - rails.coolDownDays() - DAYS_BEFORE_A_CHANGE;
        return new DayRange(Math.min(first, DemandForecaster.needs(closedDay).first()), closedDay);
    }

    /** The prices within a restaurant's guardrails. */
    static Map<String, PriceRecommendation> prices(
            RestaurantProfile restaurant, MenuHistory history, OwnFits fits, MenuForecast forecast) {
        return Recommendations.of(
                restaurant.id(),
                restaurant.currency(),
                new PriceAdvisor(restaurant.guardrails())
                        .advise(fits, history, new ForecastDemand(forecast), MenuEffect.UNKNOWN, forecast.closedDay()));
    }
}

package io.menuflow.topology.closes;

import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.MenuEffect;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.price.BlockRows;
import io.menuflow.topology.price.ForecastDemand;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.store.RowSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the last day close asked about a menu's prices, from the rows it left: for those who ask what another would do. */
public final class PriceQuestions {

    private PriceQuestions() {}

    /**
     * An item on the menu each, ascending by id; null while the fits of the items are being made.
     *
     * @param prices where the fits lie
     * @param forecasts published at that day close, by item
     * @param historyFrom the first business day kept
     */
    public static @Nullable List<PriceQuestion> of(
            HistoryRows rows,
            RowSource prices,
            RestaurantProfile restaurant,
            Map<String, DemandForecast> forecasts,
            int closedDay,
            int historyFrom) {
        OwnFits fits = BlockRows.fits(prices, restaurant.id());
        if (fits == null) {
            return null;
        }
        MenuHistory history = MenuReader.read(
                        rows,
                        restaurant,
                        DayClose.needs(closedDay, restaurant.guardrails()),
                        SalesFilter.ALL,
                        historyFrom)
                .until(closedDay);
        return new PriceAdvisor(restaurant.guardrails())
                .questions(fits, history, ForecastDemand.of(forecasts.values()), MenuEffect.UNKNOWN, closedDay);
    }
}

package io.menuflow.topology.price;

import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.demand.SeriesForecast;
import io.menuflow.models.price.ExpectedDemand;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a forecast expects to sell, its horizon standing for what comes after it. */
public final class ForecastDemand implements ExpectedDemand {

    private final Map<String, Double> aDay = new HashMap<>();

    /** Of every item of a forecast. */
    public ForecastDemand(MenuForecast forecast) {
        for (SeriesForecast item : forecast.items()) {
            double sum = 0;
            for (DayDemand day : item.days()) {
                sum += day.expected();
            }
            aDay.put(item.itemId(), sum / DemandForecaster.HORIZON);
        }
    }

    private ForecastDemand(Collection<DemandForecast> published) {
        for (DemandForecast item : published) {
            double sum = 0;
            for (ForecastDay day : item.getDays()) {
                sum += day.getExpected();
            }
            aDay.put(item.getItemId(), sum / DemandForecaster.HORIZON);
        }
    }

    /** Of every item of a forecast as it was published. */
    public static ForecastDemand of(Collection<DemandForecast> published) {
        return new ForecastDemand(published);
    }

    @Override
    public double units(String itemId, int days) {
        return aDay.getOrDefault(itemId, 0.0) * days;
    }
}

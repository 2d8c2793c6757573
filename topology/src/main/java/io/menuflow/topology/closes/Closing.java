package io.menuflow.topology.closes;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.elasticity.ElasticityFitting;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.HourReader;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.SalesSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The day close of one menu, a slice at a time: blocks of days, fits, forecast, advice. What a slice leaves to the next stands
 * for the closed days as they were read: whoever learns that something changed begins another.
 */
final class Closing {

    /** Items that are fitted in a slice, half a millisecond each. */
    private static final int FITS_A_SLICE = 16;

    private final CloseTask task;
    private final StageObserver observer;
    private final @Nullable DemandModel model;
    private final RestaurantProfile restaurant;
    private final int closedDay;
    private final int historyFrom;
    private @Nullable ElasticityFitting fitting;
    private @Nullable OwnFits fits;
    private @Nullable Forecasted forecasted;

    Closing(
            CloseTask task,
            StageObserver observer,
            @Nullable DemandModel model,
            RestaurantProfile restaurant,
            Latest latest,
            int historyDays) {
        this.task = task;
        this.observer = observer;
        this.model = model;
        this.restaurant = restaurant;
        closedDay = latest.day() - 1;
        historyFrom = latest.day() - historyDays + 1;
    }

    /** When the next slice is to be done. */
    enum Next {
        /** There is none: all is published. */
        NEVER,
        /** Before another menu's: this one holds what it has come to. */
        FIRST,
        /** After all others that wait: what it has come to is stored. */
        LAST
    }

    private record Forecasted(MenuHistory history, MenuForecast forecast) {}

    String restaurant() {
        return restaurant.id();
    }

    /** Does a slice; throws ArithmeticException or IllegalArgumentException for what nobody can reckon with. */
    Next slice() {
        if (fits == null) {
            return fit();
        }
        if (forecasted == null) {
            forecasted = forecast();
            return Next.FIRST;
        }
        advise(fits, forecasted);
        return Next.NEVER;
    }

    private Next fit() {
        long began = System.nanoTime();
        boolean made = fitting != null || blocksAreMade();
        if (made) {
            fits = fitting == null ? task.blocks().fits(restaurant.id()) : fitSome(fitting);
            if (fits == null && fitting == null) {
                fitting = new ElasticityFitting(task.blocks().of(restaurant.id()));
            }
        }
        observer.blocks(task.partition(), System.nanoTime() - began);
        return made ? Next.FIRST : Next.LAST;
    }

    private boolean blocksAreMade() {
        String id = restaurant.id();
        return task.blocks()
                .areMade(
                        id,
                        closedDay,
                        SalesSpan.earliest(task.sales(), id),
                        task.history().menus().of(restaurant),
                        task.history().days().facts(id, new DayRange(Math.min(historyFrom, closedDay), closedDay)),
                        span -> task.history(restaurant, span, historyFrom));
    }

    private @Nullable OwnFits fitSome(ElasticityFitting begun) {
        for (int i = 0; i < FITS_A_SLICE && !begun.isDone(); i++) {
            begun.fitNext();
        }
        if (!begun.isDone()) {
            return null;
        }
        OwnFits all = begun.fits();
        task.blocks().keep(restaurant.id(), all);
        return all;
    }

    private Forecasted forecast() {
        MenuHistory history = task.history(restaurant, DayClose.needs(closedDay, restaurant.guardrails()), historyFrom)
                .until(closedDay);
        long began = System.nanoTime();
        MenuForecast forecast = DemandForecaster.forecast(
                model, history, HourReader.read(task.sales(), restaurant, closedDay, historyFrom), closedDay);
        task.publishForecasts(restaurant.id(), Forecasts.of(restaurant.id(), forecast));
        observer.forecast(task.partition(), forecast.items().size(), System.nanoTime() - began);
        return new Forecasted(history, forecast);
    }

    private void advise(OwnFits known, Forecasted by) {
        long began = System.nanoTime();
        Map<String, PriceRecommendation> prices = DayClose.prices(restaurant, by.history(), known, by.forecast());
        task.publishPrices(restaurant.id(), prices);
        observer.prices(task.partition(), prices.size(), System.nanoTime() - began);
    }
}

package io.menuflow.connectors.simulator;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody who keeps track would tell of a simulated restaurant beside its sales.
 *
 * @param facts by business day since 1970-01-01: closed, holiday, weather; nothing of days like any other is left out
 * @param soldOut days on which an item was out of stock, by item, ascending
 */
public record ToldDays(Map<Integer, DayFacts> facts, Map<String, List<DayRange>> soldOut) {

    /** °C of a day as warm as usual; the simulator knows only what is above it. */
    private static final double USUAL = 15;

    public ToldDays {
        facts = Map.copyOf(facts);
        soldOut = Map.copyOf(soldOut);
    }

    static ToldDays of(SimulatedRestaurant restaurant, LocalDate from, int days) {
        Map<Integer, DayFacts> facts = new HashMap<>();
        Map<String, List<DayRange>> soldOut = new HashMap<>();
        Traffic traffic = restaurant.traffic();
        for (int i = 0; i < days; i++) {
            LocalDate date = from.plusDays(i);
            int day = (int) date.toEpochDay();
            facts.put(
                    day,
                    new DayFacts(
                            !traffic.isOpen(date),
                            traffic.isHoliday(date),
                            Math.rint(10 * (USUAL + traffic.warmth(date))) / 10,
                            traffic.rains(date) ? "rain" : "dry",
                            null));
            for (Dish dish : restaurant.menu().on(date)) {
                if (restaurant.isOut(dish, day)) {
                    soldOut.computeIfAbsent(dish.id(), id -> new ArrayList<>()).add(new DayRange(day, day));
                }
            }
        }
        return new ToldDays(facts, soldOut);
    }
}

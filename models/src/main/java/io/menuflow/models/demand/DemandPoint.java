package io.menuflow.models.demand;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ListPrices;

/** A series, a day close and a day after it: what features are computed from. Moved along, so that it costs no memory. */
final class DemandPoint {

    private static final double DAYS_OF_YEAR = 365.2425;
    private static final int PRICE_DAYS = 28;
    private static final int HIGHEST_DAYS = 56;

    final DemandCut cut;
    final SeriesCut series;
    private final Yardsticks yardsticks;
    private final Forecast work = new Forecast();
    private final double usualPrice;
    private final double highestPrice;
    private final double lastPrice;

    int day;
    DayFacts facts = DayFacts.NONE;
    double mean;
    double deviation;
    double signal;
    double naive;
    double fourWeekdays;
    double price;
    double priceCut;

    DemandPoint(DemandCut cut, SeriesCut series, Yardsticks yardsticks) {
        this.cut = cut;
        this.series = series;
        this.yardsticks = yardsticks;
        double sum = 0;
        int count = 0;
        double highest = 0;
        double last = Double.NaN;
        MenuHistory.Item item = series.series.item;
        if (item != null) {
            int from = Math.max(cut.from, cut.cut - HIGHEST_DAYS + 1);
            if (item.listed() != null && !item.listed().prices().entries().isEmpty()) {
                for (int then = Math.max(from, series.from); then <= cut.cut; then++) {
                    Long amount = item.listed().prices().on(then);
                    if (amount != null && amount > 0) {
                        highest = Math.max(highest, (double) amount);
                        sum += then > cut.cut - PRICE_DAYS ? amount : 0;
                        count += then > cut.cut - PRICE_DAYS ? 1 : 0;
                    }
                }
            } else {
                ListPrices prices = item.prices();
                for (int at = prices.from(from); at < prices.size() && prices.day(at) <= cut.cut; at++) {
                    long amount = prices.modalAt(at);
                    if (amount > 0) {
                        last = (double) amount;
                        highest = Math.max(highest, (double) amount);
                        sum += prices.day(at) > cut.cut - PRICE_DAYS ? amount : 0;
                        count += prices.day(at) > cut.cut - PRICE_DAYS ? 1 : 0;
                    }
                }
            }
        }
        usualPrice = count == 0 ? Double.NaN : sum / count;
        highestPrice = highest > 0 ? highest : Double.NaN;
        lastPrice = last;
    }

    /** Moves to a day. */
    DemandPoint at(int moved) {
        day = moved;
        facts = cut.days.facts(moved);
        mean = series.mean(moved);
        deviation = Math.sqrt(Math.max(1e-6, series.variance(mean)));
        signal = mean / deviation;
        naive = yardsticks.naive(moved, work).p50;
        fourWeekdays = yardsticks.mean(moved, work).p50;
        double now = priceOf(moved);
        price = StrictMath.log(now / usualPrice);
        priceCut = StrictMath.log(now / highestPrice);
        return this;
    }

    /** What the menu says; what was last asked for where no menu does. */
    private double priceOf(int then) {
        MenuHistory.Item item = series.series.item;
        ListedItem listed = item == null ? null : item.listed();
        Long amount = listed == null ? null : listed.prices().on(then);
        return amount != null && amount > 0 ? (double) amount : lastPrice;
    }

    /** How far a number of units is from what is expected, in standard deviations. */
    double deviations(double units) {
        return (units - mean) / deviation;
    }

    double recent(int window) {
        double level = series.recent[window];
        return deviations(level * series.week[HourProfile.weekday(day)]);
    }

    /** What the item would sell did it move as everything did. */
    double restaurant(int window) {
        return cut.total.level > 0 ? signal * (cut.total.recent[window] / cut.total.level - 1) : Double.NaN;
    }

    double logShare() {
        return cut.total.level > 0 ? StrictMath.log((series.level + 0.001) / cut.total.level) : Double.NaN;
    }

    double seasonSin() {
        return StrictMath.sin(2 * Math.PI * day / DAYS_OF_YEAR);
    }

    double seasonCos() {
        return StrictMath.cos(2 * Math.PI * day / DAYS_OF_YEAR);
    }

    double holidayNear() {
        return cut.days.facts(day - 1).holiday() || cut.days.facts(day + 1).holiday() ? 1 : 0;
    }

    double warmer() {
        return facts.temperature() == null ? Double.NaN : facts.temperature() - cut.temperature;
    }

    double wetter() {
        return facts.weather() == null ? Double.NaN : (Weather.isWet(facts.weather()) ? 1 : 0) - cut.wet;
    }
}

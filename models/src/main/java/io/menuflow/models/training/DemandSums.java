package io.menuflow.models.training;

import io.menuflow.models.demand.DayDemand;

/** How forecasts of demand add up against what sold. */
final class DemandSums implements BlockDraws.Sums<DemandSums> {

    /** Units a day from which on the share of days between two quantiles says something: slower ones have too few steps. */
    static final double BUSY = 20;

    private double days;
    private double pinball;
    private double absolute;
    private double bias;
    private double sold;
    private double scaled;
    private double scale;
    private double busy;
    private double covered;
    private double ranked;
    private double inBand;

    /**
     * Adds a day.
     *
     * @param scale mean error of the same weekday a week before; NaN or 0 when there is none
     * @param usual units an ordinary day sells
     * @param ranks of what sold; empty when they are not known
     */
    void add(DayDemand forecast, double units, double scale, double usual, double[] ranks) {
        days++;
        pinball +=
                (loss(0.1, forecast.p10(), units) + loss(0.5, forecast.p50(), units) + loss(0.9, forecast.p90(), units))
                        / 3;
        absolute += Math.abs(forecast.p50() - units);
        bias += forecast.expected() - units;
        sold += units;
        if (scale > 0) {
            scaled += Math.abs(forecast.p50() - units);
            this.scale += scale;
        }
        if (usual >= BUSY) {
            busy++;
            covered += forecast.p10() <= units && units <= forecast.p90() ? 1 : 0;
        }
        if (ranks.length > 0) {
            ranked++;
            inBand += ranks[1] + ranks[2];
        }
    }

    private static double loss(double probability, double quantile, double units) {
        return units >= quantile ? probability * (units - quantile) : (1 - probability) * (quantile - units);
    }

    @Override
    public void add(DemandSums other, int times) {
        days += times * other.days;
        pinball += times * other.pinball;
        absolute += times * other.absolute;
        bias += times * other.bias;
        sold += times * other.sold;
        scaled += times * other.scaled;
        scale += times * other.scale;
        busy += times * other.busy;
        covered += times * other.covered;
        ranked += times * other.ranked;
        inBand += times * other.inBand;
    }

    double days() {
        return days;
    }

    /** Mean over days and the three quantiles, in units. */
    double pinball() {
        return pinball / days;
    }

    /** |P50 − sold| by what sold. */
    double wape() {
        return absolute / sold;
    }

    /** |P50 − sold| by that of the same weekday a week before. */
    double mase() {
        return scaled / scale;
    }

    /** Expected − sold by what sold. */
    double bias() {
        return bias / sold;
    }

    /** Share of ranks from P10 to P90; NaN without ranks. */
    double inBand() {
        return inBand / ranked;
    }

    /** Share of days from P10 to P90, both included, of series of {@link #BUSY} a day; NaN without. */
    double coverage() {
        return covered / busy;
    }
}

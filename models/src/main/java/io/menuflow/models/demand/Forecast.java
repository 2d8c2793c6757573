package io.menuflow.models.demand;

/** One day's forecast while it is being compared with others: written over, so that thousands cost no memory. */
final class Forecast {

    double p10;
    double p50;
    double p90;
    double expected;
    double variance;

    /** Mean pinball loss of the three quantiles. */
    double pinball(double sold) {
        return (pinball(0.1, p10, sold) + pinball(0.5, p50, sold) + pinball(0.9, p90, sold)) / 3;
    }

    static double pinball(double probability, double quantile, double sold) {
        return sold >= quantile ? probability * (sold - quantile) : (1 - probability) * (quantile - sold);
    }

    /** As it is told: thousandths of a unit are nothing to anybody. */
    DayDemand of(int day) {
        return new DayDemand(
                day, DayDemand.State.OPEN, round(p10), round(p50), round(p90), round(expected), round(variance));
    }

    private static double round(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }
}

package io.menuflow.models.demand;

/** How the forecasts of one method add up against what sold. */
final class ErrorSums {

    int days;
    double pinball;
    private double absolute;
    private double bias;
    private double sold;
    private double scale;

    /** Adds a day; {@code scale} is the mean error of the same weekday a week before, NaN when there is none. */
    void add(Forecast forecast, double units, double scale) {
        days++;
        pinball += forecast.pinball(units);
        absolute += Math.abs(forecast.p50 - units);
        bias += forecast.expected - units;
        sold += units;
        this.scale += scale;
    }

    void add(ErrorSums other) {
        days += other.days;
        pinball += other.pinball;
        absolute += other.absolute;
        bias += other.bias;
        sold += other.sold;
        scale += Double.isNaN(other.scale) ? 0 : other.scale;
    }

    double meanPinball() {
        return pinball / days;
    }

    MethodError error() {
        return days == 0
                ? MethodError.NONE
                : new MethodError(
                        days,
                        round(meanPinball()),
                        sold > 0 ? round(absolute / sold) : Double.NaN,
                        scale > 0 ? round(absolute / scale) : Double.NaN,
                        sold > 0 ? round(bias / sold) : Double.NaN);
    }

    private static double round(double value) {
        return Math.rint(value * 10_000) / 10_000;
    }
}

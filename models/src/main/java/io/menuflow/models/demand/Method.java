package io.menuflow.models.demand;

/** What a day's sales are forecast by. */
public enum Method {
    /** What the last day of the same weekday sold. */
    SEASONAL_NAIVE("the same weekday last week"),
    /** What the last four days of the same weekday sold on average. */
    SAME_WEEKDAY_MEAN("the mean of the last four same weekdays"),
    /** An exponentially smoothed level times the weekday's share of a week. */
    EXPONENTIAL_SMOOTHING("exponential smoothing with weekdays"),
    /** The pooled model, which corrects exponential smoothing. */
    MODEL("the model");

    private final String words;

    Method(String words) {
        this.words = words;
    }

    /** It, as the subject or object of a sentence. */
    public String words() {
        return words;
    }
}

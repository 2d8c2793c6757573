package io.menuflow.models.training;

import io.menuflow.models.demand.Compared;
import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.HourBaselines;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.money.Fixed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Holds days that were spread over hours against what sold in each hour, beside what the same hours sold before. */
final class HourJudge {

    private static final int SPAN = 91;

    private final HourSales hours;
    private final int first;
    private final int close;
    private final DemandJudge.Judged judged;
    private final boolean[] asked = new boolean[HourProfile.HOURS];
    private final Map<String, HourBaselines[]> baselines = new HashMap<>();

    HourJudge(HourSales hours, HourProfile profile, int firstDay, int close, DemandJudge.Judged judged) {
        this.hours = hours;
        this.close = close;
        this.judged = judged;
        first = Math.max(firstDay, close - SPAN + 1);
        for (int hour = 0; hour < HourProfile.HOURS; hour++) {
            asked[hour] = profile.isOpen(hour);
        }
    }

    /** Judges the hours at which the restaurant sold something in the last weeks. */
    void judge(Compared day, DayDemand answer) {
        if (day.hours() == null) {
            return;
        }
        String kind = day.itemId().isEmpty() ? DemandJudge.TOTAL_HOURS : DemandJudge.HOURS;
        HourBaselines[] its = baselines.computeIfAbsent(day.itemId(), this::baselines);
        for (int hour = 0; hour < HourProfile.HOURS; hour++) {
            if (asked[hour]) {
                double sold = Math.max(0, hours.units(day.itemId(), day.day(), hour)) / (double) Fixed.ONE;
                DayDemand ours = day.hours().hour(answer, hour, day.whole());
                double[] ranks = ours.state() == DayDemand.State.OPEN ? ours.ranks(sold, day.whole()) : new double[0];
                double scale = its[hour].scale();
                judged.sums(kind, DemandJudge.SERVED, day.day()).add(ours, sold, scale, 0, ranks);
                judged.sums(kind, DemandJudge.NAIVE, day.day())
                        .add(its[hour].naive(day.day()), sold, scale, 0, new double[0]);
                judged.sums(kind, DemandJudge.MEAN, day.day())
                        .add(its[hour].mean(day.day()), sold, scale, 0, new double[0]);
            }
        }
    }

    private HourBaselines[] baselines(String item) {
        HourBaselines[] all = new HourBaselines[HourProfile.HOURS];
        for (int hour = 0; hour < all.length; hour++) {
            if (asked[hour]) {
                int at = hour;
                IntToDoubleFunction sold = day ->
                        hours.isOpen(day) ? Math.max(0, hours.units(item, day, at)) / (double) Fixed.ONE : Double.NaN;
                all[hour] = new HourBaselines(sold, first, close);
            }
        }
        return all;
    }
}

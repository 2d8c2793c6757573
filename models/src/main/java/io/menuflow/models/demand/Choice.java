package io.menuflow.models.demand;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which method is served, by how each did in the back-test. An item's own days decide together with the whole menu's:
 * by its own alone chance would.
 */
final class Choice {

    /** Days of its own from which on a back-test is one. */
    static final int ENOUGH = 14;

    /** Days of its own against which the menu's verdict weighs as much. */
    private static final double MENU_DAYS = 28;

    private final Map<Method, ErrorSums> menu;
    private final List<Method> candidates = new ArrayList<>();
    /** Why the model is one of them, or not. */
    final String why;

    /** What is served, and why. */
    record Served(Method method, String why) {}

    /**
     * @param menu how each method did on all items together
     * @param trusted whether a model that could not be held against them is served all the same
     */
    Choice(Map<Method, ErrorSums> menu, boolean trusted) {
        this.menu = menu;
        for (Method method : Method.values()) {
            if (method != Method.MODEL) {
                candidates.add(method);
            }
        }
        ErrorSums model = menu.get(Method.MODEL);
        if (model == null || model.days == 0) {
            why = trusted
                    ? "the model learned from these weeks and was better on weeks after them"
                    : "no model could be held against what sold";
            if (trusted) {
                candidates.clear();
                candidates.add(Method.MODEL);
            }
            return;
        }
        Method best = best(menu);
        boolean better = model.meanPinball() < sums(menu, best).meanPinball();
        if (better) {
            candidates.add(Method.MODEL);
        }
        why = String.format(
                Locale.ROOT,
                "over %d days of items the model's pinball loss was %.4f units, that of %s %.4f: it is %s",
                model.days,
                model.meanPinball(),
                best.words(),
                sums(menu, best).meanPinball(),
                better ? "served where an item's own days agree" : "served for none");
    }

    /** For an item. */
    Served item(Map<Method, ErrorSums> own) {
        int days = sums(own, Method.EXPONENTIAL_SMOOTHING).days;
        Map<Method, Double> losses = new EnumMap<>(Method.class);
        for (Method method : candidates) {
            losses.put(method, loss(own, method, days));
        }
        Method served = least(losses);
        if (days == 0) {
            return new Served(
                    served,
                    sums(menu, Method.EXPONENTIAL_SMOOTHING).days == 0
                            ? "nothing could be back-tested yet"
                            : "it has no days of its own to be judged by; on the whole menu " + served.words()
                                    + " did best");
        }
        return new Served(served, why(served, own, days, " and the whole menu's") + byTheMenu(served, own));
    }

    /** For everything together: its own days alone. */
    Served total(Map<Method, ErrorSums> own, boolean trusted) {
        ErrorSums smoothing = sums(own, Method.EXPONENTIAL_SMOOTHING);
        if (smoothing.days == 0) {
            return new Served(
                    trusted ? Method.MODEL : Method.EXPONENTIAL_SMOOTHING, "nothing could be back-tested yet");
        }
        Map<Method, Double> losses = new EnumMap<>(Method.class);
        own.forEach((method, sums) -> {
            if (sums.days > 0) {
                losses.put(method, sums.meanPinball());
            }
        });
        Method served = least(losses);
        return new Served(served, why(served, own, smoothing.days, ""));
    }

    private double loss(Map<Method, ErrorSums> own, Method method, int days) {
        double menuLoss = sums(menu, method).days == 0
                ? 1
                : sums(menu, method).meanPinball()
                        / sums(menu, Method.EXPONENTIAL_SMOOTHING).meanPinball();
        if (days == 0 || sums(own, method).days == 0) {
            return menuLoss;
        }
        double scale = sums(own, Method.EXPONENTIAL_SMOOTHING).meanPinball();
        double ownLoss = scale > 0 ? sums(own, method).meanPinball() / scale : menuLoss;
        return (days * ownLoss + MENU_DAYS * menuLoss) / (days + MENU_DAYS);
    }

    private String why(Method served, Map<Method, ErrorSums> own, int days, String beside) {
        Method other = bestBut(served, own);
        return String.format(
                Locale.ROOT,
                "over %d of its own days in the last eight weeks%s: pinball loss %.3f units by %s, %.3f by %s",
                days,
                beside,
                sums(own, served).meanPinball(),
                served.words(),
                other == null ? Double.NaN : sums(own, other).meanPinball(),
                other == null ? "nothing else" : other.words());
    }

    /** Of an item that was forecast better by another method: what of the menu outweighs its own days. */
    private String byTheMenu(Method served, Map<Method, ErrorSums> own) {
        Method other = bestBut(served, own);
        if (other == null
                || sums(own, served).meanPinball() <= sums(own, other).meanPinball()
                || sums(menu, other).days == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; so few days may be chance, and on the whole menu, which counts as much as %.0f of them, it is %.4f by %s and"
                        + " %.4f by %s",
                MENU_DAYS,
                sums(menu, served).meanPinball(),
                served.words(),
                sums(menu, other).meanPinball(),
                other.words());
    }

    /** The method that did best on a series, but for one. */
    private static @Nullable Method bestBut(Method served, Map<Method, ErrorSums> own) {
        Method other = null;
        for (Method method : Method.values()) {
            if (method != served
                    && sums(own, method).days > 0
                    && (other == null || sums(own, method).pinball < sums(own, other).pinball)) {
                other = method;
            }
        }
        return other;
    }

    /** The least loss, and of equals exponential smoothing, which needs the least history. */
    private static Method least(Map<Method, Double> losses) {
        Method least = losses.containsKey(Method.EXPONENTIAL_SMOOTHING)
                ? Method.EXPONENTIAL_SMOOTHING
                : losses.keySet().iterator().next();
        double lowest = losses.getOrDefault(least, Double.MAX_VALUE);
        for (Map.Entry<Method, Double> loss : losses.entrySet()) {
            if (loss.getValue() < lowest) {
                lowest = loss.getValue();
                least = loss.getKey();
            }
        }
        return least;
    }

    /** The best on the menu but for the model. */
    private Method best(Map<Method, ErrorSums> sums) {
        Method best = Method.EXPONENTIAL_SMOOTHING;
        for (Method method : candidates) {
            if (sums(sums, method).pinball < sums(sums, best).pinball) {
                best = method;
            }
        }
        return best;
    }

    private static ErrorSums sums(Map<Method, ErrorSums> sums, Method method) {
        ErrorSums its = sums.get(method);
        return its == null ? new ErrorSums() : its;
    }
}

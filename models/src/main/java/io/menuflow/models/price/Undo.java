package io.menuflow.models.price;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.Outcome.Verdict;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A price change that brought less, 95 % sure, and lately: to go back is advised before anything else. It was measured on this
 * item, where another price is reckoned, partly from others and with an assumption about what guests take instead.
 *
 * @param days open days since the change, at most 28
 */
public record Undo(LastChange change, int days) {

    /** Business days after a change in which it is undone; later the fits know it as well as they know the days before. */
    public static final int DAYS = 84;

    /** What is advised, in words. */
    public String words() {
        String before = AdviceText.shown(change.before());
        return "Go back to " + before + ": over the " + days + " open days since " + LocalDate.ofEpochDay(change.day())
                + ", " + AdviceText.shown(change.after()) + " brought less than " + before + " would have, 95 % sure.";
    }

    /**
     * Of the items asked about, those to be undone, by id: not where the owner wants another price for tomorrow, or guardrails
     * that hold whatever it brings forbid the price before.
     *
     * @param history spans {@link #DAYS} and 56 days before the closed one
     */
    static Map<String, Undo> of(List<PriceQuestion> questions, MenuHistory history, Guardrails rails, int closedDay) {
        Map<String, PriceQuestion> asked = new HashMap<>();
        questions.forEach(question -> asked.put(question.itemId(), question));
        Outcomes outcomes = new Outcomes(history, closedDay);
        Map<String, Undo> undos = new HashMap<>();
        for (MenuHistory.Item item : history.items()) {
            PriceQuestion question = asked.get(item.itemId());
            LastChange change =
                    question == null ? null : LastChange.of(item, closedDay, closedDay - DAYS - Outcomes.REACH);
            if (question != null
                    && change != null
                    && isLately(change, closedDay)
                    && isAllowed(question, change, rails)) {
                Outcomes.Measured measured = outcomes.measured(item, change);
                if (measured != null && measured.verdict() == Verdict.UNDO) {
                    undos.put(item.itemId(), new Undo(change, measured.days()));
                }
            }
        }
        return undos;
    }

    private static boolean isLately(LastChange change, int closedDay) {
        return closedDay - change.day() < DAYS;
    }

    private static boolean isAllowed(PriceQuestion question, LastChange change, Guardrails rails) {
        return question.price() == change.after()
                && new GuardedPrices(rails)
                        .breaches(question, change.before(), null).stream()
                                .map(Breach::rule)
                                .noneMatch(rule -> rule == Rule.EXCLUDED
                                        || rule == Rule.PRICE_LIMITS
                                        || rule == Rule.MARGIN_FLOOR);
    }
}

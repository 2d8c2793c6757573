package io.menuflow.topology.menu;

import io.menuflow.models.check.Ids;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Guardrails;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.topology.menu.FaultyRecordException.Faults;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the guardrails of a published restaurant: what a proposed price may never do. */
final class PriceSettingsReader {

    private static final String AT = "settings.prices.";
    /** Shares of a price, below the whole of it. */
    private static final String MAX_SHARE = "0.99";

    private static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(1_000_000_000);
    private static final int MAX_ENDINGS = 100;
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_CHANGES = 10_000;
    private static final int MAX_EXCLUDED = 1_000;

    private PriceSettingsReader() {}

    /** Notes what is wrong. */
    static void check(Faults faults, PriceSettings settings) {
        BigDecimal floor = settings.getFloor();
        BigDecimal ceiling = settings.getCeiling();
        faults.decimal(AT + "max_step", settings.getMaxStep(), false, MAX_SHARE);
        faults.decimal(AT + "min_margin", settings.getMinMargin(), true, MAX_SHARE);
        faults.unless(isAmount(floor), AT + "floor", "must be above 0 and up to " + MAX_AMOUNT);
        faults.unless(isAmount(ceiling), AT + "ceiling", "must be above 0 and up to " + MAX_AMOUNT);
        faults.unless(
                floor == null || ceiling == null || floor.compareTo(ceiling) <= 0,
                AT + "ceiling",
                "must not be below the floor");
        faults.unless(
                settings.getCoolDownDays() >= 0 && settings.getCoolDownDays() <= MAX_DAYS,
                AT + "cool_down_days",
                "must be 0 to " + MAX_DAYS);
        faults.decimal(AT + "min_probability", settings.getMinProbability(), true, "1");
        faults.unless(
                settings.getMaxChanges() >= 0 && settings.getMaxChanges() <= MAX_CHANGES,
                AT + "max_changes",
                "must be 0 to " + MAX_CHANGES);
        endings(faults, settings.getEndings());
        excluded(faults, settings.getExcluded());
    }

    private static boolean isAmount(@Nullable BigDecimal amount) {
        return amount == null || (amount.signum() > 0 && amount.compareTo(MAX_AMOUNT) <= 0);
    }

    private static void endings(Faults faults, List<Integer> endings) {
        faults.unless(endings.size() <= MAX_ENDINGS, AT + "endings", "must be at most " + MAX_ENDINGS);
        for (int i = 0; i < Math.min(endings.size(), MAX_ENDINGS); i++) {
            faults.unless(
                    endings.get(i) >= 0 && endings.get(i) <= 99,
                    AT + "endings[" + i + "]",
                    "must be 0 to 99, the minor units that a price ends in");
        }
    }

    private static void excluded(Faults faults, List<String> items) {
        faults.unless(items.size() <= MAX_EXCLUDED, AT + "excluded", "must be at most " + MAX_EXCLUDED);
        for (int i = 0; i < Math.min(items.size(), MAX_EXCLUDED); i++) {
            faults.unless(Ids.isListable(items.get(i)), AT + "excluded[" + i + "]", Ids.ITEM_RULE);
        }
    }

    /** The guardrails of settings without faults. */
    static Guardrails of(PriceSettings settings) {
        return new Guardrails(
                new BigDecimal(settings.getMaxStep()).doubleValue(),
                new BigDecimal(settings.getMinMargin()).doubleValue(),
                money(settings.getFloor()),
                money(settings.getCeiling()),
                settings.getEndings(),
                settings.getCoolDownDays(),
                new BigDecimal(settings.getMinProbability()).doubleValue(),
                settings.getMaxChanges(),
                new HashSet<>(settings.getExcluded()));
    }

    private static @Nullable Long money(@Nullable BigDecimal amount) {
        return amount == null ? null : (Long) Fixed.money(amount);
    }
}

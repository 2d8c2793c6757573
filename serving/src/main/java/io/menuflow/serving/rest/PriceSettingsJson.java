package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.PriceSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a proposed price may never do, as JSON tells and hears it. */
final class PriceSettingsJson {

    private static final int SCALE = 4;
    private static final int MAX_ENDINGS = 100;
    private static final int MAX_EXCLUDED = 1_000;

    private PriceSettingsJson() {}

    /** The guardrails. */
    record PricesView(
            BigDecimal maxStep,
            BigDecimal minMargin,
            @Nullable BigDecimal floor,
            @Nullable BigDecimal ceiling,
            List<Integer> endings,
            int coolDownDays,
            BigDecimal minProbability,
            int maxChanges,
            List<String> excluded) {}

    static PricesView view(PriceSettings settings) {
        return new PricesView(
                new BigDecimal(settings.getMaxStep()),
                new BigDecimal(settings.getMinMargin()),
                Numbers.optionalMoney(settings.getFloor(), 2),
                Numbers.optionalMoney(settings.getCeiling(), 2),
                settings.getEndings(),
                settings.getCoolDownDays(),
                new BigDecimal(settings.getMinProbability()),
                settings.getMaxChanges(),
                settings.getExcluded());
    }

    /** Reads settings; what is left out stays as it was, and null takes a floor or ceiling away. */
    static PriceSettings read(JsonFields fields, PriceSettings before) {
        PriceSettings settings = PriceSettings.newBuilder()
                .setMaxStep(fields.decimal("max_step", new BigDecimal(before.getMaxStep()))
                        .toPlainString())
                .setMinMargin(fields.decimal("min_margin", new BigDecimal(before.getMinMargin()))
                        .toPlainString())
                .setFloor(amount(fields, "floor", before.getFloor()))
                .setCeiling(amount(fields, "ceiling", before.getCeiling()))
                .setEndings(fields.has("endings") ? fields.wholes("endings", MAX_ENDINGS, 0, 99) : before.getEndings())
                .setCoolDownDays(fields.whole("cool_down_days", before.getCoolDownDays(), 0, 3_650))
                .setMinProbability(fields.decimal("min_probability", new BigDecimal(before.getMinProbability()))
                        .toPlainString())
                .setMaxChanges(fields.whole("max_changes", before.getMaxChanges(), 0, 10_000))
                .setExcluded(fields.has("excluded") ? fields.strings("excluded", MAX_EXCLUDED) : before.getExcluded())
                .build();
        fields.rejectUnknown();
        return settings;
    }

    private static @Nullable BigDecimal amount(JsonFields fields, String field, @Nullable BigDecimal before) {
        BigDecimal amount = fields.optionalDecimal(field);
        if (amount == null) {
            return fields.isNull(field) ? null : before;
        }
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (plain.scale() > SCALE) {
            fields.wrong(field, "must have at most " + SCALE + " decimals");
            return before;
        }
        return plain.setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}

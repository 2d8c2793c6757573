package io.menuflow.connectors.replay;

import java.util.Locale;

/** What a replay can take from a line. A mapping writes them in lower case under {@code columns}. */
public enum Field {
    TRANSACTION_ID,
    CLOSED_AT,
    DATE,
    TIME,
    OPENED_AT,
    ITEM_ID,
    ITEM_NAME,
    CATEGORY,
    VARIANT,
    QUANTITY,
    UNIT_PRICE,
    LINE_AMOUNT,
    DISCOUNT,
    TAX,
    ORDER_TYPE,
    CHANNEL,
    GUESTS,
    LINE_KIND,
    FOOD_COST,
    CURRENCY;

    /** Its name in a mapping. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

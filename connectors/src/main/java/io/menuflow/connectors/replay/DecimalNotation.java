package io.menuflow.connectors.replay;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes numbers. A currency sign before or after is passed over.
 *
 * @param mark what stands before the decimals
 * @param thousands what may stand between groups of three digits; null for nothing
 */
record DecimalNotation(char mark, @Nullable Character thousands) {

    /** {@code 1234.5}. */
    static final DecimalNotation POINT = new DecimalNotation('.', null);

    private static final int LONGEST = 40;

    /** The number, exactly as written, or null when it is none. */
    @Nullable BigDecimal parse(String text) {
        String bare = withoutCurrency(text);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return null;
        }
        StringBuilder plain = new StringBuilder(bare.length());
        int start = sign(bare, plain);
        int group = 0;
        boolean grouped = false;
        boolean decimals = false;
        for (int i = start; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
                group++;
            } else if (c == mark && !decimals && (!grouped || group == 3)) {
                plain.append('.');
                decimals = true;
            } else if (isThousands(c) && !decimals && group > 0 && (grouped ? group == 3 : group <= 3)) {
                grouped = true;
                group = 0;
            } else {
                return null;
            }
        }
        boolean ragged = grouped && !decimals && group != 3;
        return ragged || !hasDigit(plain) ? null : new BigDecimal(plain.toString());
    }

    private static int sign(String text, StringBuilder plain) {
        char first = text.charAt(0);
        if (first == '-' || first == '\u2212') {
            plain.append('-');
            return 1;
        }
        return first == '+' ? 1 : 0;
    }

    /** French and SI grouping use no-break spaces where people type a space. */
    private boolean isThousands(char c) {
        return thousands != null && (c == thousands || (thousands == ' ' && (c == '\u00A0' || c == '\u202F')));
    }

    private static boolean hasDigit(CharSequence text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static String withoutCurrency(String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (isCurrency(text.charAt(text.length() - 1))) {
            return Text.trim(text.substring(0, text.length() - 1));
        }
        if (isCurrency(text.charAt(0))) {
            return Text.trim(text.substring(1));
        }
        boolean signed = text.length() > 1 && (text.charAt(0) == '-' || text.charAt(0) == '\u2212');
        return signed && isCurrency(text.charAt(1)) ? "-" + Text.trim(text.substring(2)) : text;
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }
}

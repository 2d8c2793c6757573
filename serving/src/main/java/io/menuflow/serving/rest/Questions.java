package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.topology.sales.SalesFilter;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a request asks: window, filters, and rules other than the restaurant's own. */
final class Questions {

    private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

    private static final int MAX_DAYS = 3_660;

    /** Amounts of money that can be asked about. */
    static final BigDecimal MOST_AMOUNT = BigDecimal.valueOf(100_000_000);

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,5}");

    private Questions() {}

    /** The window and filters of a request. */
    static Question question(Context request, int windowDays, int historyDays) {
        SalesFilter filter = new SalesFilter(
                choice(request, "order_type", OrderType.class), blankToNull(request.queryParam("daypart")));
        String window = request.queryParam("window");
        if (request.queryParam("from") == null && request.queryParam("to") == null) {
            return new Question(days(window, windowDays, historyDays), null, filter);
        }
        if (window != null) {
            throw Problem.badRequest("give either window or from and to, not both");
        }
        return new Question(null, span(request, historyDays, "the history of " + historyDays + " days"), filter);
    }

    /**
     * The days {@code from} and {@code to} of a request; null when neither is given.
     *
     * @param limit what {@code max} days are, for messages
     */
    static @Nullable DayRange span(Context request, int max, String limit) {
        return span(request, "from", "to", max, limit);
    }

    /** The same of two parameters of other names. */
    static @Nullable DayRange span(Context request, String fromName, String toName, int max, String limit) {
        String from = request.queryParam(fromName);
        String to = request.queryParam(toName);
        if (from == null && to == null) {
            return null;
        }
        if (from == null || to == null) {
            throw Problem.badRequest(fromName + " and " + toName + " go together, both as dates such as 2026-03-10");
        }
        LocalDate first = date(fromName, from);
        LocalDate last = date(toName, to);
        if (last.isBefore(first)) {
            throw Problem.badRequest(toName + " (" + last + ") is before " + fromName + " (" + first + ")");
        }
        if (last.toEpochDay() - first.toEpochDay() >= max) {
            throw Problem.badRequest(fromName + " and " + toName + " span more than " + limit);
        }
        return new DayRange((int) first.toEpochDay(), (int) last.toEpochDay());
    }

    /** What a request changes of the restaurant's rules. */
    static UnaryOperator<QuadrantRules> rules(Context request) {
        Method method = choice(request, "method", Method.class);
        Scope scope = choice(request, "scope", Scope.class);
        BigDecimal factor = factor(request.queryParam("popularity_factor"));
        return rules -> {
            QuadrantRules changed = method == null ? rules : rules.with(method);
            changed = scope == null ? changed : changed.with(scope);
            return factor == null ? changed : changed.withFactor(factor);
        };
    }

    /** Refuses query parameters that mean nothing here: a misspelt filter must not look like an answer. */
    static void onlyKnown(Context request, Set<String> known) {
        decodable(request.queryString());
        request.queryParamMap().forEach((name, values) -> {
            if (name.isEmpty() && String.join("", values).isEmpty()) {
                return; // a & at either end
            }
            if (!known.contains(name)) {
                throw Problem.badRequest("unknown query parameter '" + name + "'; "
                        + (known.isEmpty()
                                ? "there are none here"
                                : "known here are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
            }
            if (values.size() > 1) {
                throw Problem.badRequest("query parameter '" + name + "' is given " + values.size() + " times");
            }
        });
    }

    /** Of a query with a single wrong escape, the server reads no parameter at all. */
    private static void decodable(@Nullable String query) {
        try {
            var unused = URLDecoder.decode(query == null ? "" : query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("the query has a % that two hexadecimal digits do not follow; % itself is %25");
        }
    }

    /** A choice of a query parameter, or null when it is not given. */
    static <E extends Enum<E>> @Nullable E choice(Context request, String name, Class<E> type) {
        String value = blankToNull(request.queryParam(name));
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        throw Problem.badRequest(
                name + " must be one of " + JsonFields.choices(type, Numbers::name) + ", not '" + value + "'");
    }

    /** Whether a query parameter is {@code true}; not given is false, and anything else is refused. */
    static boolean flag(Context request, String name) {
        String value = request.queryParam(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problem.badRequest(name + " must be true or false, not '" + value + "'");
    }

    /** Refuses a daypart that the restaurant never had. */
    static void refuseUnknownDaypart(SalesFilter filter, Restaurant restaurant) {
        String daypart = filter.daypart();
        if (daypart == null) {
            return;
        }
        boolean known = restaurant.getCalendars().stream()
                .flatMap(period -> period.getDayparts().stream())
                .anyMatch(part -> part.getName().equalsIgnoreCase(daypart));
        if (!known) {
            throw Problem.badRequest(
                    "restaurant " + restaurant.getRestaurantId() + " has no daypart '" + daypart + "'");
        }
    }

    /** A number of days such as {@code 180d}, up to ten years. */
    static int days(String name, String value) {
        Matcher matcher = DAYS.matcher(value);
        int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (days < 1 || days > MAX_DAYS) {
            throw Problem.badRequest(
                    name + " must be a number of days from 1d to " + MAX_DAYS + "d, not '" + value + "'");
        }
        return days;
    }

    /** A whole number of a query parameter within bounds. */
    static int whole(Context request, String name, int fallback, int min, int max) {
        String value = request.queryParam(name);
        if (value == null) {
            return fallback;
        }
        int number = WHOLE.matcher(value).matches() ? Integer.parseInt(value) : Integer.MIN_VALUE;
        if (number < min || number > max) {
            throw Problem.badRequest(
                    name + " must be a whole number from " + min + " to " + max + ", not '" + value + "'");
        }
        return number;
    }

    /** An amount of money of a query parameter, 0 or more; null when it is not given. */
    static @Nullable BigDecimal amount(Context request, String name) {
        String value = blankToNull(request.queryParam(name));
        if (value == null) {
            return null;
        }
        if (AMOUNT.matcher(value).matches() && new BigDecimal(value).compareTo(MOST_AMOUNT) <= 0) {
            return new BigDecimal(value);
        }
        throw Problem.badRequest(
                name + " must be an amount from 0 to " + MOST_AMOUNT + " with at most 4 decimals, not '" + value + "'");
    }

    private static int days(@Nullable String window, int fallback, int historyDays) {
        if (window == null) {
            return fallback;
        }
        Matcher matcher = DAYS.matcher(window);
        int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (days < 1 || days > historyDays) {
            throw Problem.badRequest("window must be a number of days from 1d to " + historyDays
                    + "d (the history kept), not '" + window + "'");
        }
        return days;
    }

    private static LocalDate date(String name, String value) {
        try {
            LocalDate date = LocalDate.parse(value);
            if (JsonFields.isBelievable(date.getYear())) {
                return date;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw Problem.badRequest(name + " must be a date " + JsonFields.DATES + ", not '" + value + "'");
    }

    private static @Nullable BigDecimal factor(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            BigDecimal factor = value.length() > 10 ? BigDecimal.ZERO : new BigDecimal(value);
            if (factor.signum() > 0 && factor.compareTo(BigDecimal.TEN) <= 0 && Math.abs(factor.scale()) <= 10) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest("popularity_factor must be a number above 0 and up to 10, not '" + value + "'");
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

package io.menuflow.serving.rest;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, and how it is written. Parts go by key, so none is told twice or left out while the
 * list changes between them.
 *
 * @param list the path of the list: a cursor is of one list
 * @param limit how many at most
 * @param after the key of the last one told; null for the first part
 * @param csv whether it is asked for as CSV
 */
record Page(String list, int limit, @Nullable String after, boolean csv) {

    /** The query parameters of a list. */
    static final Set<String> PARAMETERS = Set.of("limit", "cursor", "format");

    /** How many are told when nobody says. CSV is opened by programs that know no next page: there it is the most. */
    static final int USUAL = 1_000;

    static final int MOST = 10_000;

    /** How lists are written. */
    enum Format {
        JSON,
        CSV
    }

    /**
     * A part of a list.
     *
     * @param nextCursor asks for the next one; null at the end of the list
     */
    record Part<T>(List<T> items, @Nullable String nextCursor) {}

    /** What a request asks for, of a list in the order of its ids. */
    static Page of(Context request) {
        return of(request, "");
    }

    /** The same of a list that comes in several orders: a cursor is of one of them. */
    static Page of(Context request, String order) {
        String list = request.path() + (order.isEmpty() ? "" : " by " + order);
        String cursor = request.queryParam("cursor");
        boolean csv = isCsv(request);
        return new Page(
                list,
                limit(request.queryParam("limit"), csv ? MOST : USUAL),
                cursor == null ? null : after(list, cursor),
                csv);
    }

    /** {@link #PARAMETERS} together with those of a question. */
    static Set<String> with(Set<String> question) {
        Set<String> all = new TreeSet<>(PARAMETERS);
        all.addAll(question);
        return Set.copyOf(all);
    }

    private static boolean isCsv(Context request) {
        Format format = Questions.choice(request, "format", Format.class);
        String accept = request.header("Accept");
        boolean accepted = accept != null && accept.contains(Csv.TYPE) && !accept.contains("application/json");
        return format == null ? accepted : format == Format.CSV;
    }

    private static int limit(@Nullable String value, int usual) {
        if (value == null) {
            return usual;
        }
        if (value.matches("[0-9]{1,5}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw Problem.badRequest("limit must be a whole number from 1 to " + MOST + ", not '" + value + "'");
    }

    private static String after(String list, String cursor) {
        List<String> texts = Sealed.open(cursor);
        if (texts == null || texts.size() != 2) {
            throw Problem.badRequest(
                    "cursor is none that was given out: leave it out to begin, and take the next one from"
                            + " next_cursor as it is");
        }
        if (!texts.get(0).equals(list)) {
            throw Problem.badRequest("cursor is of " + texts.get(0) + ", not of " + list);
        }
        return texts.get(1);
    }

    /** The part of a list, ascending by key. */
    <T> Part<T> of(List<T> ascending, Function<T, String> key) {
        return of(ascending, key, Comparator.naturalOrder());
    }

    /** The part of a list whose keys are in an order of their own. */
    <T> Part<T> of(List<T> ordered, Function<T, String> key, Comparator<String> order) {
        List<T> part = new ArrayList<>(Math.min(limit, ordered.size()));
        for (T item : ordered) {
            if (after == null || order.compare(key.apply(item), after) > 0) {
                if (part.size() == limit) {
                    return new Part<>(part, cursor(key.apply(part.get(limit - 1))));
                }
                part.add(item);
            }
        }
        return new Part<>(part, null);
    }

    /** A cursor after a key. */
    String cursor(String key) {
        return Sealed.of(list, key);
    }

    /** The address of the part after this one, with everything else that was asked. */
    static String next(Context request, String cursor) {
        StringBuilder query = new StringBuilder();
        request.queryParamMap().forEach((name, values) -> {
            if (!name.equals("cursor") && !name.isEmpty()) {
                values.forEach(value -> query.append(encoded(name))
                        .append('=')
                        .append(encoded(value))
                        .append('&'));
            }
        });
        return request.req().getRequestURI() + "?" + query + "cursor=" + cursor;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.menuflow.connectors.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A file's columns, and which of the mapping's it lacks. */
final class Header {

    private final List<String> names;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> doubled = new LinkedHashSet<>();
    private int needed;

    /** @param names the columns' names in order, trimmed; empty for a file without a header */
    Header(List<String> names) {
        this.names = List.copyOf(names);
    }

    int indexOf(String name) {
        int first = names.indexOf(name);
        if (first < 0) {
            missing.add(name);
            return 0;
        }
        if (names.lastIndexOf(name) != first) {
            doubled.add(name);
        }
        needs(first + 1);
        return first;
    }

    /** Remembers that rows must have at least {@code columns} columns. */
    void needs(int columns) {
        needed = Math.max(needed, columns);
        if (!names.isEmpty() && columns > names.size()) {
            missing.add("number " + columns);
        }
    }

    /** How many columns a row must have at least. */
    int fewest() {
        return names.isEmpty() ? needed : names.size();
    }

    /** How many columns a row may have at most: exactly the header's, where there is one. */
    int most() {
        return names.isEmpty() ? Integer.MAX_VALUE : names.size();
    }

    /**
     * Throws when a column was asked for that is not there, or is there twice.
     *
     * @throws ReplayException naming them and the columns found
     */
    void check(String file, String mapping) {
        if (names.isEmpty() && !missing.isEmpty()) {
            throw new ReplayException("by the mapping " + mapping + " " + file
                    + " has no header, so its columns have numbers and not names such as " + quoted(missing));
        }
        List<String> problems = new ArrayList<>();
        if (!missing.isEmpty()) {
            problems.add("has no column " + quoted(missing));
        }
        if (!doubled.isEmpty()) {
            problems.add("has more than one column " + quoted(doubled));
        }
        if (!problems.isEmpty()) {
            throw new ReplayException(file + " " + String.join(" and ", problems) + ", which the mapping " + mapping
                    + " reads; it has " + quoted(names));
        }
    }

    private static String quoted(Iterable<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("'" + Text.excerpt(name) + "'"));
        return String.join(", ", quoted);
    }
}

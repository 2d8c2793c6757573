package io.menuflow.connectors.replay;

import java.util.Set;

/**
 * Lines to leave out.
 *
 * @param name what they are counted as
 * @param values a line is left out when its column has one of these
 */
record SkipRule(String name, Column column, Set<String> values) {

    SkipRule {
        values = Set.copyOf(values);
    }
}

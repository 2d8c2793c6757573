package io.menuflow.connectors.simulator;

import java.util.ArrayList;
import java.util.List;

/** The restaurants that come with the simulator, read from YAML beside this class. */
final class Definitions {

    /** Ids of the restaurants, each in a file of that name. */
    static final List<String> IDS = List.of("trattoria-roma", "corner-cafe", "taco-stand");

    private Definitions() {}

    /**
     * {@code count} restaurants, going round {@code ids} and numbering the copies from 2.
     *
     * @throws IllegalArgumentException when an id is unknown
     */
    static List<RestaurantDefinition> select(List<String> ids, int count) {
        List<RestaurantDefinition> originals =
                ids.stream().map(Definitions::read).toList();
        List<RestaurantDefinition> selected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RestaurantDefinition original = originals.get(i % originals.size());
            int round = i / originals.size() + 1;
            selected.add(round == 1 ? original : original.copy(round));
        }
        return List.copyOf(selected);
    }

    private static RestaurantDefinition read(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("no simulated restaurant is called '" + id + "'; there are " + IDS);
        }
        return Yaml.read(id + ".yaml", RestaurantDefinition.class);
    }
}

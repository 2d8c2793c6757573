package io.menuflow.models.training;

import io.menuflow.models.outlook.Manifest.Origin;
import java.util.Map;
import java.util.stream.Stream;

/** Where restaurants to learn from come from. */
public interface Histories {

    /** The restaurants, always in the same order; made while they are read, so that not all need be in memory. */
    Stream<RestaurantHistory> stream();

    /** How many there are, or about; 0 when that is not known. */
    long count();

    /** What they are. */
    Origin origin();

    /** What they are in detail, by name, for a model's provenance. */
    Map<String, String> provenance();
}

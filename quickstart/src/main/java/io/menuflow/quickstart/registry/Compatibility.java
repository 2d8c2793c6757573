package io.menuflow.quickstart.registry;

import io.menuflow.schemas.SchemaEvolution;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Avro's verdict on two schemas, in sentences that name the version, the direction and the place. */
final class Compatibility {

    private Compatibility() {}

    /** Why {@code candidate} may not follow {@code earlier} under {@code level}; empty when it may. */
    static List<String> reasons(CompatibilityLevel level, Schema candidate, Schema earlier, int earlierVersion) {
        List<String> reasons = new ArrayList<>();
        if (level.backward()) {
            String direction = "the new schema cannot read data of version " + earlierVersion;
            reasons.addAll(reasons(candidate, earlier, direction));
        }
        if (level.forward()) {
            String direction = "version " + earlierVersion + " cannot read data of the new schema";
            reasons.addAll(reasons(earlier, candidate, direction));
        }
        return reasons;
    }

    private static List<String> reasons(Schema reader, Schema writer, String direction) {
        return SchemaEvolution.obstacles(reader, writer).stream()
                .map(obstacle -> direction + ": " + obstacle)
                .toList();
    }
}

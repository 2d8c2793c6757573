package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/**
 * Names of steps, stores and topics are on the disks of running clusters. A change that is meant is written down by
 * {@code ./mvnw -pl topology -am test -Dtest=TopologyDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dmenuflow.golden.update=true}.
 */
class TopologyDescriptionTest {

    private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

    @Test
    void shouldStayAsItIs_untilAChangeIsMeant() throws IOException {
        String description = topology().describe().toString();

        if (Boolean.getBoolean("menuflow.golden.update")) {
            Files.writeString(GOLDEN, description);
        }

        assertThat(description).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void shouldNameEveryStore_becauseACopyWithoutOneIsNoCopy() {
        Set<String> stores = new TreeSet<>();
        for (TopologyDescription.Subtopology part : topology().describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Processor processor) {
                    stores.addAll(processor.stores());
                }
            }
        }

        assertThat(Names.STORES).containsExactlyInAnyOrderElementsOf(stores);
    }

    private static Topology topology() {
        return MenuTopology.build(
                TopologySettings.of(12),
                new Topics(new InMemoryRegistry()),
                () -> InForce.NONE,
                DemandModels.NONE,
                StageObserver.NONE);
    }
}

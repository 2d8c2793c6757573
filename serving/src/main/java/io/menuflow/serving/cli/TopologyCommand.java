package io.menuflow.serving.cli;

import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import io.menuflow.topology.MenuTopology;
import io.menuflow.topology.StageObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Prints the topology: sources, steps, stores and sinks.")
final class TopologyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of());
        Topics topics = new Topics(config.schemaRegistry());
        spec.commandLine()
                .getOut()
                .println(MenuTopology.build(
                                config.topology(), topics, () -> InForce.NONE, DemandModels.NONE, StageObserver.NONE)
                        .describe());
        spec.commandLine().getOut().flush();
        return 0;
    }
}

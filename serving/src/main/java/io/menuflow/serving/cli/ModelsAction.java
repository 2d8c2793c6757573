package io.menuflow.serving.cli;

import io.menuflow.serving.training.ModelSetup;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands about a cluster's models share. */
@Command(mixinStandardHelpOptions = true)
abstract class ModelsAction implements Callable<Integer> {

    final ModelSetup setup;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    ModelsAction(ModelSetup setup) {
        this.setup = setup;
    }

    /** Which version of which model. */
    static final class Version {

        @Parameters(index = "0", paramLabel = "NAME", description = "The model, such as outlook")
        String name = "";

        @Parameters(index = "1", paramLabel = "VERSION", description = "One of those that list tells")
        String version = "";
    }

    ModelSession session() {
        return new ModelSession(cluster.config(Map.of()), setup.packaged());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void say(String line) {
        out().println(line);
        out().flush();
    }
}

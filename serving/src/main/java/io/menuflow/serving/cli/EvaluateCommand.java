package io.menuflow.serving.cli;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.history.ClusterHistories;
import io.menuflow.topology.menu.RestaurantProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Judges a model by what came, or, with --group and --export, writes a whole group's outlooks to a CSV file."
        },
        subcommands = {
            CommandLine.HelpCommand.class,
            EvaluateOutlookCommand.class,
            EvaluateDemandCommand.class,
            EvaluatePriceCommand.class
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--group", paramLabel = "GROUP", description = "Restaurants of this group")
    @Nullable String group;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "CSV: an item a line, its outlooks and features")
    @Nullable Path export;

    @Mixin
    ModelOption model = new ModelOption();

    @Override
    public Integer call() throws IOException, BadArtefactException {
        if (group == null || export == null) {
            throw new ParameterException(spec.commandLine(), "say outlook, demand or price, or --group with --export");
        }
        NodeConfig config = cluster.config(Map.of());
        ClusterHistories histories =
                ClusterHistories.read(ClusterOptions.client(config), ClusterOptions.topics(config));
        List<RestaurantProfile> restaurants = histories
                .restaurants()
                .filter(restaurant -> group.equals(restaurant.group()))
                .toList();
        if (restaurants.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no restaurant of group " + group + " has a closed day");
        }
        Artefact artefact = model.artefact();
        PrintWriter console = spec.commandLine().getOut();
        try (OutlookModel loaded = OutlookModel.load(artefact, Features.ALL.refs());
                GroupExport out = new GroupExport(loaded, Files.newBufferedWriter(export));
                Bar bar = new Bar("scoring", "restaurants")) {
            for (int i = 0; i < restaurants.size(); i++) {
                out.add(histories.of(restaurants.get(i)));
                bar.at(i + 1, restaurants.size());
            }
            console.printf(
                    Locale.ROOT,
                    "%,d items of %,d restaurants by model %s to %s%n",
                    out.items(),
                    restaurants.size(),
                    artefact.manifest().version(),
                    export);
            console.flush();
        }
        return 0;
    }
}

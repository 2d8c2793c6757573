package io.menuflow.bench;

import io.menuflow.bench.crash.CrashCommand;
import io.menuflow.bench.nodes.NodesCommand;
import io.menuflow.bench.nodes.ReadsCommand;
import io.menuflow.bench.scoring.ScoringCommand;
import io.menuflow.bench.throughput.ThroughputCommand;
import picocli.CommandLine.Command;

/** The measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the whole house, broker included, on loopback, in a temporary directory.",
        subcommands = {
            ThroughputCommand.class,
            ScoringCommand.class,
            CrashCommand.class,
            NodesCommand.class,
            ReadsCommand.class,
            CompareCommand.class
        })
final class BenchCommand {}

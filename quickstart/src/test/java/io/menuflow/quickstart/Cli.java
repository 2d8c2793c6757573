package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line, in this process, on a cluster that somebody else runs. */
record Cli(String bootstrapServers, String registry, CommandLine commands) {

    Cli(String bootstrapServers, String registry) {
        this(bootstrapServers, registry, Main.commandLine());
    }

    /** How a command ended, and all it said. */
    record Run(int status, String said) {}

    /** What a command said that must succeed. */
    String run(String... arguments) {
        Run run = execute(arguments);
        assertThat(run.status()).as(run.said()).isZero();
        return run.said();
    }

    /** Runs a command on the cluster. */
    Run execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", bootstrapServers));
        all.addAll(List.of("--registry", registry));
        StringWriter out = new StringWriter();
        commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int status = commands.execute(all.toArray(String[]::new));

        return new Run(status, out.toString());
    }

    /** The same, with somebody who answers its question. */
    Run answering(String answer, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        try {
            return execute(arguments);
        } finally {
            System.setIn(before);
        }
    }
}

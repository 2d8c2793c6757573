package io.menuflow.bench;

import io.menuflow.serving.cli.Menuflow;

/** The command line with {@code bench}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(Menuflow.commandLine().addSubcommand(new BenchCommand()).execute(args));
    }
}

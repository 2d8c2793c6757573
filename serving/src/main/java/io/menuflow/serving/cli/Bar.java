package io.menuflow.serving.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress of long work: a bar on a terminal, one line at the end where there is none. */
public final class Bar implements AutoCloseable {

    /** Set by the launcher when the error stream is a terminal: Java 17 and 22 cannot both tell by themselves. */
    private static final String TERMINAL = "menuflow.terminal";

    private static final int UPDATE_MS = 200;
    private static final int WIDTH = 100;

    private final String task;
    private final boolean saysAtEnd;
    private final @Nullable ProgressBar bar;
    private long done;

    /** Shows {@code task} on the error stream, counted in {@code unit}. */
    public Bar(String task, String unit) {
        this(task, unit, true);
    }

    /** The same, without a line where there is no terminal: for what is only on the way to an answer. */
    static Bar onTerminal(String task, String unit) {
        return new Bar(task, unit, false);
    }

    private Bar(String task, String unit, boolean saysAtEnd) {
        this.task = task;
        this.saysAtEnd = saysAtEnd;
        this.bar = !Boolean.getBoolean(TERMINAL)
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" " + unit, 1)
                        .showSpeed()
                        .setUpdateIntervalMillis(UPDATE_MS)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .build();
    }

    /** How far it is, of how much. */
    public void at(long now, long total) {
        done = now;
        if (bar != null) {
            bar.maxHint(Math.max(total, now));
            bar.stepTo(now);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        } else if (done > 0 && saysAtEnd) {
            System.err.printf("%s: %,d%n", task, done);
        }
    }
}

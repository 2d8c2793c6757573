package io.menuflow.serving.cli;

import io.menuflow.connectors.replay.ReplayListener;
import org.jspecify.annotations.Nullable;

/** Shows a replay's progress: a bar while the file is read, another while checks are sent. */
public final class ReplayBars implements ReplayListener, AutoCloseable {

    private static final int KIB = 1_024;

    private @Nullable Bar bar;

    @Override
    public void reading(long bytes, long totalBytes, long lines) {
        if (bar == null) {
            bar = new Bar("reading", "KiB");
        }
        bar.at(bytes / KIB, totalBytes / KIB);
    }

    @Override
    public void grouped(long checks, long lines) {
        close();
        bar = new Bar("sending", "checks");
    }

    @Override
    public void sending(long done, long total, long sent) {
        if (bar != null) {
            bar.at(done, total);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

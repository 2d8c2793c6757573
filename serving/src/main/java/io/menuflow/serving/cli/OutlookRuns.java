package io.menuflow.serving.cli;

import io.menuflow.models.training.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Bars of training and evaluation, one a stage. */
final class OutlookRuns implements ProgressListener, AutoCloseable {

    private @Nullable Bar bar;
    private String stage = "";

    @Override
    public void at(String now, long done, long total) {
        if (bar == null || !now.equals(stage)) {
            close();
            stage = now;
            bar = new Bar(now.equals("trials") ? "choosing" : "reading", now);
        }
        bar.at(done, total);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

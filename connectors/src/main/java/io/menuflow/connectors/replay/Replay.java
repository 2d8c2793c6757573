package io.menuflow.connectors.replay;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Sends a file of POS lines as checks, in the order of time.
 *
 * <p>The whole file is read before the first check is sent, because the lines of one check may stand anywhere in it.
 * Replaying the same file again sends the same checks under the same ids.
 */
public final class Replay {

    private final Mapping mapping;
    private final ReplayOptions options;
    private final EventSink sink;
    private final Function<Check, List<String>> validator;
    private final ReplayListener listener;

    /**
     * @param sink flushed at the end and not closed
     * @param validator the reasons why a check is not valid; none when it is
     */
    public Replay(
            Mapping mapping,
            ReplayOptions options,
            EventSink sink,
            Function<Check, List<String>> validator,
            ReplayListener listener) {
        this.mapping = mapping;
        this.options = options;
        this.sink = sink;
        this.validator = validator;
        this.listener = listener;
    }

    /**
     * Replays {@code file}, plain or gzip. A line that cannot be read or a check that is not valid is counted and left
     * out. When the thread is interrupted, what was sent is flushed, the summary says what was not, and the thread stays
     * interrupted.
     *
     * @throws ReplayException when nothing can be read: no such file, not text, columns missing, no restaurant id
     * @throws RuntimeException from the sink, when events cannot be made durable
     */
    public Summary run(Path file) {
        return new ReplayRun(mapping, options, sink, validator, listener, file).run();
    }
}

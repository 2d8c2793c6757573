package io.menuflow.topology.sales;

import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.arrival.DeadLetter;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.store.Rows;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Applies what a check adds and takes back to the sums: first everything is computed, then all rows of the check are
 * written together, so that a reader never sees half a check.
 */
public final class Sales implements Processor<String, CheckChange, Object, Object> {

    private static final String STAGE = "sales";

    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

    private final int historyDays;
    private final StageObserver observer;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable Rows checks;
    private @Nullable Rows sales;

    /** Keeps {@code historyDays} business days. */
    public Sales(int historyDays, StageObserver observer) {
        this.historyDays = historyDays;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        checks = Rows.of(processorContext, Names.CHECK_STORE);
        sales = Rows.of(processorContext, Names.SALES_STORE);
        Sweep sweep = new Sweep(checks, sales, historyDays);
        processorContext.schedule(SWEEP_PERIOD, PunctuationType.WALL_CLOCK_TIME, now -> sweep.turn());
    }

    @Override
    public void process(Record<String, CheckChange> record) {
        CheckChange change = record.value();
        Rows rows = Objects.requireNonNull(sales, "init was not called");
        ProcessorContext<Object, Object> out = Objects.requireNonNull(context, "init was not called");
        Posting.Posted posted;
        try {
            posted = new Posting(rows, change).post();
        } catch (ArithmeticException e) {
            observer.deadLetter(STAGE, "OVERFLOW");
            out.forward(
                    DeadLetter.of(change.arrived(), STAGE, "OVERFLOW", "the sums would not fit in 64 bits"),
                    Names.DEAD_LETTERS_SINK);
            return;
        }
        if (change.after() != null) {
            Objects.requireNonNull(checks).put(change.checkKey(), change.after().toBytes());
        }
        rows.write(posted.rows());
        rows.write(posted.marks());
        if (!posted.rows().isEmpty()) {
            out.forward(record.withValue(Touched.bySale(change.restaurant(), posted.closed())), Names.CLASSIFY);
            if (posted.closed()) {
                out.forward(record.withValue(Touched.bySale(change.restaurant(), true)), Names.CLOSE_DAYS);
            }
        }
        if (!posted.marks().isEmpty()) {
            out.forward(record.withValue(new DaysMarked(change.restaurant())), Names.PUBLISH_DAYS);
        }
    }
}

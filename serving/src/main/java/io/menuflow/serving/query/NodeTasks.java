package io.menuflow.serving.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.apache.kafka.streams.KafkaStreams;

/** What this node works on at the moment: the partitions it processes, and those it keeps a copy of. */
public final class NodeTasks {

    private final KafkaStreams streams;
    private final Lag lag;
    private final IntToLongFunction restoring;
    private final Copies copies;

    /** @param restoring records of changelogs that a partition's stores wait for before it is processed */
    public NodeTasks(KafkaStreams streams, Lag lag, IntToLongFunction restoring, Copies copies) {
        this.streams = streams;
        this.lag = lag;
        this.restoring = restoring;
        this.copies = copies;
    }

    /**
     * A partition that this node processes.
     *
     * @param lag transactions that wait to be handled
     * @param restoring records of changelogs to read before it goes on; 0 while it runs
     */
    public record Active(int partition, long lag, long restoring) {}

    /** The state of the streams, a word of Kafka Streams. */
    public String state() {
        return streams.state().name();
    }

    /** The partitions it processes, ascending. */
    public List<Active> active() {
        List<Active> active = new ArrayList<>();
        streams.metadataForLocalThreads().forEach(thread -> thread.activeTasks().forEach(task -> {
            int partition = task.taskId().partition();
            active.add(new Active(partition, lag.records(partition), restoring.applyAsLong(partition)));
        }));
        active.sort(Comparator.comparingInt(Active::partition));
        return active;
    }

    /** The partitions it keeps a copy of, ascending. */
    public List<Copies.Standby> standbys() {
        return copies.standbys();
    }
}

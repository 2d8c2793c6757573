package io.menuflow.serving.history;

import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.Replay;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.RestaurantHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The restaurant of a file of POS lines, read as a replay reads it. */
public record FileHistories(Path file, Mapping mapping, ReplayListener listener) implements Histories {

    @Override
    public Stream<RestaurantHistory> stream() {
        try (HistorySink sink = new HistorySink()) {
            // Checks are validated where they are counted.
            new Replay(mapping, ReplayOptions.DEFAULT, sink, check -> List.of(), listener).run(file);
            return sink.histories("").stream();
        }
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public Origin origin() {
        return Origin.FILE;
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("file", String.valueOf(file.getFileName()), "mapping", mapping.name());
    }
}

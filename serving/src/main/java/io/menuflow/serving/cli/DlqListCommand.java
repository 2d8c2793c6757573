package io.menuflow.serving.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.serving.dlq.Letter;
import io.menuflow.serving.dlq.LetterId;
import io.menuflow.serving.dlq.LetterView;
import io.menuflow.serving.dlq.Replays;
import io.menuflow.serving.dlq.Selection;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, newest first; their ids are what show and replay take.")
final class DlqListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    LetterOptions which = new LetterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many [${DEFAULT-VALUE}]")
    int limit;

    @Option(names = "--oldest", description = "Oldest first")
    boolean oldest;

    @Option(names = "--summary", description = "Counts by stage, reason and restaurant, the most first")
    boolean summary;

    @Option(names = "--json", description = "One JSON object a line")
    boolean json;

    /** A line of the list. */
    private record Row(
            LetterId id,
            Instant at,
            String reason,
            String stage,
            String restaurant,
            String state,
            String message,
            ObjectNode json) {

        static final Comparator<Row> OLDEST = Comparator.comparing(Row::at).thenComparing(Row::id);
    }

    /** What is counted together. */
    private record Group(String stage, String reason, String topic, String restaurant) {}

    /** A count, how many of them were not sent again, and when the first and the last were set aside. */
    private record Count(Group group, long all, long open, Instant first, Instant last) {
        Count plus(Count other) {
            return new Count(
                    group,
                    all + other.all,
                    open + other.open,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    @Override
    public Integer call() {
        Selection<Row> rows = new Selection<>(oldest ? Row.OLDEST : Row.OLDEST.reversed(), Math.max(1, limit));
        Map<Group, Count> counts = new HashMap<>();
        try (DlqSession session = new DlqSession(cluster.config(Map.of()));
                Bar bar = Bar.onTerminal("reading", "records")) {
            Replays replays = session.replays();
            session.scan(which, replays, bar, letter -> {
                String restaurant = session.values.restaurantOf(letter);
                if (summary) {
                    Count one = count(letter, restaurant, replays);
                    counts.merge(one.group(), one, Count::plus);
                } else {
                    rows.add(row(letter, restaurant, replays));
                }
            });
        }
        PrintWriter out = spec.commandLine().getOut();
        if (summary) {
            print(out, counts);
        } else {
            print(out, rows);
        }
        out.flush();
        return 0;
    }

    private static Count count(Letter letter, @Nullable String restaurant, Replays replays) {
        Group group = new Group(letter.stage(), letter.reason(), letter.topic(), restaurant == null ? "?" : restaurant);
        long open = replays.isOpen(letter.id()) ? 1 : 0;
        return new Count(group, 1, open, letter.setAsideAt(), letter.setAsideAt());
    }

    private static Row row(Letter letter, @Nullable String restaurant, Replays replays) {
        return new Row(
                letter.id(),
                letter.setAsideAt(),
                letter.reason(),
                letter.stage(),
                restaurant == null ? "?" : restaurant,
                LetterView.state(letter, replays.of(letter.id())),
                letter.message(),
                LetterView.summary(letter, restaurant, replays.of(letter.id())));
    }

    private void print(PrintWriter out, Selection<Row> rows) {
        List<Row> kept = rows.kept();
        if (json) {
            kept.forEach(row -> out.println(row.json()));
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("ID", "SET ASIDE", "REASON", "STAGE", "RESTAURANT", "STATE", "MESSAGE"));
        for (Row row : kept) {
            table.add(List.of(
                    row.id().toString(),
                    LetterView.seconds(row.at()),
                    row.reason(),
                    row.stage(),
                    row.restaurant(),
                    row.state().isEmpty() ? "open" : row.state(),
                    row.message()));
        }
        TextTable.print(out, table);
        out.printf(Locale.ROOT, "%,d of %,d dead letters%n", kept.size(), rows.met());
    }

    private void print(PrintWriter out, Map<Group, Count> counts) {
        List<Count> most = counts.values().stream()
                .sorted(Comparator.comparingLong(Count::all).reversed().thenComparing(Count::first))
                .limit(Math.max(1, limit))
                .toList();
        if (json) {
            most.forEach(count -> out.println(json(count)));
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("COUNT", "OPEN", "STAGE", "REASON", "TOPIC", "RESTAURANT", "FIRST", "LAST"));
        for (Count count : most) {
            table.add(List.of(
                    Long.toString(count.all()),
                    Long.toString(count.open()),
                    count.group().stage(),
                    count.group().reason(),
                    count.group().topic(),
                    count.group().restaurant(),
                    LetterView.seconds(count.first()),
                    LetterView.seconds(count.last())));
        }
        TextTable.print(out, table);
        out.printf(
                Locale.ROOT,
                "%,d of %,d groups, %,d dead letters in all%n",
                most.size(),
                counts.size(),
                counts.values().stream().mapToLong(Count::all).sum());
    }

    private static ObjectNode json(Count count) {
        return LetterView.JSON
                .createObjectNode()
                .put("count", count.all())
                .put("open", count.open())
                .put("stage", count.group().stage())
                .put("reason", count.group().reason())
                .put("topic", count.group().topic())
                .put("restaurant", count.group().restaurant())
                .put("first", count.first().toString())
                .put("last", count.last().toString());
    }
}

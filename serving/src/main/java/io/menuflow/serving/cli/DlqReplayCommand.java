package io.menuflow.serving.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.dlq.LetterFilter;
import io.menuflow.serving.dlq.LetterId;
import io.menuflow.serving.dlq.LetterView;
import io.menuflow.serving.dlq.Repair;
import io.menuflow.serving.dlq.ReplayPlan;
import io.menuflow.serving.dlq.Replayer;
import io.menuflow.serving.dlq.Replays;
import io.menuflow.serving.dlq.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends dead letters back to the topic they came from: untouched, or repaired by --value or --set.",
            "Without ids: those that the filters name, of pos-transactions unless --topic says otherwise, oldest first,"
                    + " and only those that were not sent again yet.",
            "A transaction that was counted meanwhile is not counted twice."
        })
final class DlqReplayCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    LetterOptions which = new LetterOptions();

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "As listed, for example 2-17; also those that were sent again before")
    List<String> given = new ArrayList<>();

    @Option(names = "--all", description = "All that were not sent again yet")
    boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "At most so many [${DEFAULT-VALUE}]")
    int limit;

    @Option(
            names = "--value",
            paramLabel = "FILE",
            description = "The repaired value of one letter, as show --value prints it")
    @Nullable Path value;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Sets a field of each, for example currency=EUR or lines/0/quantity=2; may be given again")
    List<String> settings = new ArrayList<>();

    @Option(names = "--dry-run", description = "Say what would be sent, and send nothing")
    boolean dryRun;

    @Option(names = "--yes", description = "Do not ask")
    boolean yes;

    @Override
    public Integer call() throws IOException {
        List<LetterId> ids = given.stream().map(LetterId::of).toList();
        boolean byFilter = ids.isEmpty();
        require(!byFilter || all || !which.filter().asksForAll(), "say which: ids, filters such as --reason, or --all");
        require(byFilter || (!all && which.filter().asksForAll()), "ids or filters, not both");
        require(value == null || (ids.size() == 1 && settings.isEmpty()), "--value is for one id, without --set");
        Repair repair = repair();
        NodeConfig config = cluster.config(Map.of());
        try (DlqSession session = new DlqSession(config)) {
            Collection<LetterId> chosen = byFilter ? chosen(session) : ids;
            ReplayPlan plan = new ReplayPlan(session.values, repair);
            SortedSet<LetterId> missing = session.letters.find(chosen, plan::consider);
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "expired, or never were: " + DlqSession.some(List.copyOf(missing)) + "; nothing was sent");
            }
            tell(plan);
            if (plan.ids().isEmpty() || dryRun) {
                say(dryRun ? "nothing was sent, this was a dry run" : "there is nothing to send");
                return plan.leftOut().isEmpty() ? 0 : 1;
            }
            if (!yes && !confirmed(plan.ids().size())) {
                say("nothing was sent");
                return 1;
            }
            session.ensureReplaysTopic(config);
            return send(session, plan);
        }
    }

    private Repair repair() throws IOException {
        if (value == null) {
            return Repair.of(settings);
        }
        try {
            return Repair.of(LetterView.JSON.readTree(Files.readString(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A letter to be chosen among others. */
    private record Candidate(LetterId id, Instant at) {
        static final Comparator<Candidate> OLDEST =
                Comparator.comparing(Candidate::at).thenComparing(Candidate::id);
    }

    /** Whose order among others may matter, settings and menus, only go when their topic is named. */
    private Collection<LetterId> chosen(DlqSession session) {
        LetterFilter filter = which.filter();
        which.topic = filter.topic() == null ? session.topics.transactions().name() : filter.topic();
        which.open = true;
        Selection<Candidate> oldest = new Selection<>(Candidate.OLDEST, Math.max(1, limit));
        Replays replays = session.replays();
        try (Bar bar = Bar.onTerminal("reading", "records")) {
            session.scan(which, replays, bar, letter -> oldest.add(new Candidate(letter.id(), letter.setAsideAt())));
        }
        if (oldest.met() > limit) {
            say(String.format(Locale.ROOT, "the oldest %,d of %,d, by --limit", limit, oldest.met()));
        }
        return oldest.kept().stream().map(Candidate::id).toList();
    }

    private void tell(ReplayPlan plan) {
        plan.counts().forEach((what, count) -> say(String.format(Locale.ROOT, "%,d %s", count, what)));
        if (!plan.refusedAgain().isEmpty()) {
            say(plan.refusedAgain().size() + " will be set aside again as they are: "
                    + DlqSession.some(plan.refusedAgain()));
        }
        if (!plan.leftOut().isEmpty()) {
            say(plan.leftOut().size() + " cannot be sent: " + DlqSession.some(plan.leftOut()));
        }
    }

    private boolean confirmed(int letters) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "Send %,d dead letters? [y/N] ", letters);
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        if (answer == null) {
            err.println("nobody answered; --yes does not ask");
        }
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private int send(DlqSession session, ReplayPlan plan) {
        Thread here = Thread.currentThread();
        try (Replayer replayer = new Replayer(session.client, session.topics);
                Bar bar = new Bar("replayed", "dead letters")) {
            Shutdown.during(() -> send(session, plan, replayer, bar), here::interrupt, STOP_WITHIN);
            say(String.format(
                    Locale.ROOT,
                    "%,d sent again; what is set aside once more shows in: menuflow dlq list --open",
                    replayer.sent()));
            replayer.failures().forEach(failure -> say("not sent: " + failure));
            int expired =
                    plan.ids().size() - replayer.sent() - replayer.failures().size();
            if (expired > 0) {
                say(String.format(Locale.ROOT, "not sent: %,d expired meanwhile", expired));
            }
            return expired <= 0
                            && replayer.failures().isEmpty()
                            && plan.leftOut().isEmpty()
                    ? 0
                    : 1;
        }
    }

    private static void send(DlqSession session, ReplayPlan plan, Replayer replayer, Bar bar) {
        session.letters.find(plan.ids(), letter -> {
            plan.send(letter, replayer);
            bar.at(replayer.sent(), plan.ids().size());
        });
        replayer.settle();
        bar.at(replayer.sent(), plan.ids().size());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(LetterView.printable(line));
        out.flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

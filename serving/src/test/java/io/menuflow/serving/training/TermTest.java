package io.menuflow.serving.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.InMemoryRegistry;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import io.menuflow.serving.tracking.Run;
import io.menuflow.serving.training.Trainer.RefusedException;
import io.menuflow.serving.training.Trainer.Trained;
import io.menuflow.serving.training.TrainingWorker.Parts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One node's term after the other, on a topic that is a list and a clock that stands still. */
@Timeout(60)
class TermTest {

    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofMinutes(7);

    private final Topics topics = new Topics(new InMemoryRegistry());
    private final StandingClock clock = new StandingClock();
    private final ReadJobs jobs = new ReadJobs();
    private final FakeTrainer trainer = new FakeTrainer();
    private final List<Run> recorded = new ArrayList<>();
    private Map<String, Shelf> shelves = Map.of();
    private boolean published = true;
    private boolean well = true;
    private MockProducer<byte[], byte[]> producer;
    private Term term = term("node-a");

    @AfterEach
    void end() {
        trainer.mayEnd.countDown();
        term.close();
    }

    @Test
    void shouldGiveAJobUpAndRunTheNext_whenTheTrainerHangs() throws Exception {
        trainer.does = trainer::hangWhateverComes;
        request("hangs");
        ticks(2);
        Thread hanging = trainer.threads.take();

        clock.advance(BUDGET.plus(GRACE).minusMillis(1));
        term.tick();
        assertThat(job("hangs").getState()).isEqualTo(TrainingState.RUNNING);
        clock.advance(Duration.ofMillis(1));
        term.tick();

        TrainingJob given = job("hangs");
        assertThat(given.getState()).isEqualTo(TrainingState.FAILED);
        assertThat(given.getAttempt()).isEqualTo(1);
        assertThat(given.getEndedAt()).isEqualTo(clock.instant());
        assertThat(given.getError())
                .isEqualTo("given up: it had not ended 425 s after it began, its budget of 5 s and 420 s of grace");
        trainer.interrupted.await();

        trainer.does = trainer::returnAtOnce;
        request("next");
        tickUntil("next", TrainingState.SUCCEEDED);
        trainer.mayEnd.countDown();
        hanging.join();
        ticks(3);
        assertThat(job("hangs").getState()).isEqualTo(TrainingState.FAILED);
        assertThat(keys(topics.models())).containsExactly("outlook/next", "outlook");
        assertThat(recorded).extracting(Run::id).containsExactly("next");
    }

    @Test
    void shouldWait_whileClosedDaysAreNotPublished() {
        trainer.does = trainer::returnAtOnce;
        published = false;
        requestNow("early");

        ticks(3);

        assertThat(job("early").getState()).isEqualTo(TrainingState.REQUESTED);
        assertThat(job("early").getProgress()).startsWith("waits: ");
        published = true;
        tickUntil("early", TrainingState.SUCCEEDED);
    }

    @Test
    void shouldNotWaitForEver_whenClosedDaysAreNeverPublished() {
        trainer.does = trainer::returnAtOnce;
        published = false;
        requestNow("late");
        ticks(2);
        assertThat(job("late").getState()).isEqualTo(TrainingState.REQUESTED);

        clock.advance(GRACE);

        tickUntil("late", TrainingState.SUCCEEDED);
    }

    @Test
    void shouldNotBeGivenUp_whenItHasEndedByTheDeadline() throws Exception {
        trainer.does = trainer::returnAtOnce;
        request("just");
        ticks(2);
        trainer.threads.take().join();

        clock.advance(BUDGET.plus(GRACE).multipliedBy(2));
        term.tick();

        assertThat(job("just").getState()).isEqualTo(TrainingState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "1e3", "99999999999999999999", "9223372036854775807", "9000000000000000000"})
    void shouldFailAndRunTheNext_whenTheBudgetIsNone(String budget) {
        trainer.does = trainer::returnAtOnce;
        jobs.byId.put(
                "wrong",
                TrainingJob.newBuilder(job("wrong", TrainingState.REQUESTED, 1))
                        .setParameters(Map.of(TrainingJobs.BUDGET, budget))
                        .build());
        request("right");

        tickUntil("right", TrainingState.SUCCEEDED);

        assertThat(job("wrong").getState()).isEqualTo(TrainingState.FAILED);
        assertThat(job("wrong").getError()).isEqualTo("time_budget_s must be a number of seconds, not " + budget);
    }

    @Test
    void shouldKeepItsRetry_howeverOftenANodeIsStopped() throws Exception {
        trainer.does = trainer::waitUntilInterrupted;
        request("moved");
        for (String next : List.of("node-b", "node-c", "node-d")) {
            ticks(2);
            Thread trains = trainer.threads.take();

            term.handOver();

            trains.join();
            TrainingJob waits = job("moved");
            assertThat(waits.getState()).isEqualTo(TrainingState.REQUESTED);
            assertThat(waits.getAttempt()).isEqualTo(1);
            assertThat(waits.getTrigger()).isEqualTo(TrainingTrigger.MANUAL);
            assertThat(waits.getStartedAt()).isNull();
            assertThat(waits.getProgress()).endsWith("was stopped meanwhile");
            nextTerm(next);
        }
        ticks(2);
        assertThat(job("moved").getNode()).isEqualTo("node-d");

        nextTerm("node-e"); // node-d crashed
        term.tick();

        assertThat(job("moved").getAttempt()).isEqualTo(2);
        assertThat(job("moved").getTrigger()).isEqualTo(TrainingTrigger.RETRY);
        trainer.does = trainer::returnAtOnce;
        tickUntil("moved", TrainingState.SUCCEEDED);
        assertThat(job("moved").getVersion()).isEqualTo("moved-2");
        assertThat(recorded).extracting(Run::id).containsExactly("moved-2");
    }

    @Test
    void shouldCountTheAttempt_whenTheNodeStopsBecauseItFailed() throws Exception {
        trainer.does = trainer::waitUntilInterrupted;
        request("heavy");
        for (int crashes = 0; crashes < 2; crashes++) {
            ticks(2);
            Thread trains = trainer.threads.take();
            well = false;
            term.handOver();
            assertThat(job("heavy").getState()).isEqualTo(TrainingState.RUNNING);
            well = true;
            nextTerm("node-" + crashes);
            trains.join();
        }

        term.tick();

        assertThat(job("heavy").getState()).isEqualTo(TrainingState.FAILED);
        assertThat(job("heavy").getError())
                .isEqualTo("node-0 ended during attempt 2, as a node did during the one before");
    }

    @Test
    void shouldPublishWhatHasJustEnded_whenTheNodeIsStopped() throws Exception {
        trainer.does = trainer::returnAtOnce;
        request("done");
        ticks(2);
        trainer.threads.take().join();

        term.handOver();

        assertThat(job("done").getState()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(keys(topics.models())).containsExactly("outlook/done", "outlook");
    }

    @Test
    void shouldWriteNothing_whenAnotherNodeHasBegunTheNextTerm() throws Exception {
        trainer.does = trainer::waitUntilInterrupted;
        request("fenced");
        ticks(2);
        trainer.threads.take();
        int written = producer.history().size();

        producer.fenceProducer();

        assertThatThrownBy(term::handOver).isInstanceOf(KafkaException.class);
        assertThat(producer.history()).hasSize(written);
    }

    @Test
    void shouldDecideNothing_whileItsOwnRecordsAreNotRead() throws Exception {
        trainer.does = trainer::returnAtOnce;
        request("slow-view");
        ticks(1);
        jobs.reads = false;
        ticks(1);
        trainer.threads.take().join();
        int written = producer.history().size();

        ticks(5);

        assertThat(producer.history()).hasSize(written);
        jobs.reads = true;
        tickUntil("slow-view", TrainingState.SUCCEEDED);
        assertThat(trainer.threads).as("trained once").isEmpty();
    }

    @Test
    void shouldWriteArtefactPointerAndEndTogether() throws Exception {
        trainer.does = trainer::returnAtOnce;
        request("whole");
        ticks(2);
        trainer.threads.take().join();
        long commits = producer.commitCount();

        term.tick();

        assertThat(producer.commitCount()).isEqualTo(commits + 1);
        assertThat(keys(topics.models())).containsExactly("outlook/whole", "outlook");
        assertThat(job("whole").getPromoted()).isTrue();
        assertThat(job("whole").getVerdict()).startsWith("promoted: ");
    }

    @Test
    void shouldFailWithTheReason_whateverTheTrainerThrows() {
        Map<String, Behaviour> bad = Map.of(
                "refused",
                request -> {
                    throw new RefusedException("refused it");
                },
                "wrong",
                request -> {
                    throw new IllegalArgumentException("wrong it is");
                },
                "error",
                request -> {
                    throw new StackOverflowError("error it is");
                },
                "other",
                request -> new Trained(TinyModels.artefact("another"), Optional.empty()),
                "features",
                request -> new Trained(
                        TinyModels.artefact(request.version(), TinyModels.FEATURES.subList(0, 1), true),
                        Optional.empty()));
        bad.forEach((id, behaviour) -> {
            trainer.does = behaviour;
            request(id);
            tickUntil(id, TrainingState.FAILED);
        });

        assertThat(job("refused").getError()).isEqualTo("refused it");
        assertThat(job("wrong").getError()).contains("wrong it is");
        assertThat(job("error").getError()).contains("error it is");
        assertThat(job("other").getError()).contains("it was to be outlook/other and says that it is outlook/another");
        assertThat(job("features").getError()).contains("has other features");
        assertThat(keys(topics.models())).isEmpty();
    }

    @Test
    void shouldTakeBackWhatIsOld_andNothingThatIsUsed() {
        for (int i = 0; i < 5; i++) {
            jobs.byId.put("old-" + i, job("old-" + i, TrainingState.FAILED, i));
        }
        ModelPointer pointer = ModelPointer.newBuilder()
                .setName("outlook")
                .setChampion("v0")
                .setChallenger("v2")
                .setChangedAt(Instant.EPOCH)
                .setChangedBy("test")
                .setEarlier(List.of("v1"))
                .build();
        Map<String, Published> versions = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            versions.put("v" + i, new Published(TinyModels.artefact("v").manifest(), Instant.EPOCH, "test", 1, i));
        }
        shelves = Map.of("outlook", new Shelf("outlook", pointer, versions, Map.of()));

        term.tick();

        jobs.read();
        assertThat(jobs.byId.keySet()).as("three are kept").containsExactlyInAnyOrder("old-2", "old-3", "old-4");
        assertThat(keys(topics.models()))
                .as("two are kept")
                .containsExactlyInAnyOrder("outlook/v3", "outlook/v4", "outlook/v5");
        assertThat(producer.history())
                .allSatisfy(record -> assertThat(record.value()).isNull());
        ticks(5);
        assertThat(keys(topics.models())).as("looked at once a minute").hasSize(3);
    }

    /** What a trainer does. */
    private interface Behaviour {
        Trained train(Trainer.Request request) throws RefusedException, InterruptedException;
    }

    /** Does what it is told, and says on which thread. */
    private static final class FakeTrainer implements Trainer {
        private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private volatile Behaviour does;

        @Override
        public Trained train(Request request, Consumer<String> progress) throws RefusedException, InterruptedException {
            threads.add(Thread.currentThread());
            return does.train(request);
        }

        Trained returnAtOnce(Request request) {
            return new Trained(TinyModels.artefact(request.version()), Optional.empty());
        }

        Trained waitUntilInterrupted(Request request) throws InterruptedException {
            mayEnd.await();
            return returnAtOnce(request);
        }

        /** Swallows interrupts, as libraries do. */
        Trained hangWhateverComes(Request request) {
            while (true) {
                try {
                    mayEnd.await();
                    return returnAtOnce(request);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
        }
    }

    /** The jobs that were there, and those a term wrote, unless nobody reads. */
    private final class ReadJobs implements Jobs {
        private final Map<String, TrainingJob> byId = new HashMap<>();
        private boolean reads = true;
        private int seen;
        private long offset;

        @Override
        public List<TrainingJob> all() {
            return byId.values().stream()
                    .sorted(Comparator.comparing(TrainingJob::getRequestedAt).thenComparing(TrainingJob::getJobId))
                    .toList();
        }

        @Override
        public boolean hasRead(long until) {
            read();
            return offset >= until;
        }

        void read() {
            if (!reads) {
                return;
            }
            Topic<String, TrainingJob> topic = topics.trainingJobs();
            List<ProducerRecord<byte[], byte[]>> history = producer.history();
            for (; seen < history.size(); seen++) {
                ProducerRecord<byte[], byte[]> record = history.get(seen);
                if (record.topic().equals(topic.name())) {
                    offset++;
                    String key = key(record);
                    if (record.value() == null) {
                        byId.remove(key);
                    } else {
                        byId.put(key, topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
                    }
                }
            }
        }
    }

    /** Stands still until it is moved. */
    private static final class StandingClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T06:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Term term(String node) {
        producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        jobs.seen = 0;
        jobs.offset = 0;
        Parts parts = new Parts(
                topics,
                jobs,
                () -> InForce.NONE,
                () -> shelves,
                new ModelSetup(TinyModels.FEATURES, Optional.empty(), trainer),
                () -> {
                    throw new AssertionError("nobody asked for histories");
                },
                run -> {
                    recorded.add(run);
                    return "recorded";
                },
                new TrainingSettings(Optional.empty(), GRACE, 3, 2),
                () -> published,
                () -> well,
                node,
                clock);
        return new Term(parts, producer, 0);
    }

    /** The term before is over without a word more. */
    private void nextTerm(String node) {
        jobs.read();
        term.close();
        term = term(node);
    }

    private void request(String id) {
        jobs.byId.put(id, job(id, TrainingState.REQUESTED, 1_000));
    }

    private void requestNow(String id) {
        TrainingJob job = job(id, TrainingState.REQUESTED, 1);
        jobs.byId.put(
                id, TrainingJob.newBuilder(job).setRequestedAt(clock.instant()).build());
    }

    private static TrainingJob job(String id, TrainingState state, int second) {
        return TrainingJob.newBuilder()
                .setJobId(id)
                .setModel("outlook")
                .setTrigger(TrainingTrigger.MANUAL)
                .setState(state)
                .setParameters(Map.of(TrainingJobs.BUDGET, Long.toString(BUDGET.toSeconds())))
                .setRequestedAt(Instant.ofEpochSecond(second))
                .setRequestedBy("test")
                .build();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            term.tick();
        }
    }

    private void tickUntil(String id, TrainingState state) {
        while (job(id).getState() != state) {
            term.tick();
            Thread.onSpinWait();
        }
    }

    private TrainingJob job(String id) {
        jobs.read();
        return jobs.byId.get(id);
    }

    /** Keys of what the term of now has written to a topic, in order. */
    private List<String> keys(Topic<?, ?> topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .map(TermTest::key)
                .toList();
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}

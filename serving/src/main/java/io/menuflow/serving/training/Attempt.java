package io.menuflow.serving.training;

import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.serving.training.Training.Result;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A training on a thread of its own, which is left behind when it does not end: nobody can stop a thread. */
final class Attempt {

    private final Training training;
    private final Instant deadline;
    private final FutureTask<Result> task;

    private Attempt(Training training, Instant deadline) {
        this.training = training;
        this.deadline = deadline;
        this.task = new FutureTask<>(training);
    }

    /** Begins; at {@code deadline} it should have ended. */
    static Attempt begin(Training training, Instant deadline) {
        Attempt attempt = new Attempt(training, deadline);
        Thread thread = new Thread(attempt.task, "menuflow-trainer");
        thread.setDaemon(true);
        thread.start();
        return attempt;
    }

    TrainingJob job() {
        return training.job();
    }

    /** How far it is, in the trainer's words. */
    String progress() {
        return training.progress();
    }

    boolean hasEnded() {
        return task.isDone();
    }

    boolean isOverdue(Instant now) {
        return !task.isDone() && !now.isBefore(deadline);
    }

    /** What came of it, once it has ended. */
    Result result() throws ExecutionException, InterruptedException {
        return task.get();
    }

    /** Interrupts it; what it still makes, if it goes on, is dropped. */
    void abandon() {
        training.giveUp();
        task.cancel(true);
    }
}

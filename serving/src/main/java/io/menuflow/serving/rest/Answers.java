package io.menuflow.serving.rest;

import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.rest.Problem.ProblemException;

/** From the result of a question to the answer's status: 200, 404 only after an empty read, 503 otherwise. */
final class Answers {

    private Answers() {}

    /** What was found; throws the problem that says it was not, or could not be read. */
    static <T> Found<T> found(Answer<T> answer) {
        if (answer instanceof Found<T> found) {
            return found;
        }
        if (answer instanceof NotFound<T> none) {
            throw Problem.notFound(none.what());
        }
        throw Problem.unavailable(((Unavailable<T>) answer).reason());
    }

    /**
     * Of one item of which nothing is published: 503 while the first close is under way, as asking again helps; 404 otherwise.
     *
     * @param missing what to say when others have records
     */
    static ProblemException noRecord(Close<?> close, String missing) {
        if (close.isBeingClosed()) {
            return Problem.unavailable(close.nothing());
        }
        return Problem.notFound(close.latest() == null ? close.nothing() : missing);
    }
}

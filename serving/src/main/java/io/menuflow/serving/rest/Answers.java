package io.menuflow.serving.rest;

import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;

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
}

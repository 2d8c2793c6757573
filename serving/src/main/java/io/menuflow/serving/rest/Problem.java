package io.menuflow.serving.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) with reasons a person can act on.
 *
 * @param title the kind of problem, the same for every occurrence
 * @param status the HTTP status
 * @param detail what is wrong here and what would be right
 * @param mergedInto the item that the one asked for counts for; null when it is not about that
 * @param errors each field that is wrong
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String title, int status, String detail, @Nullable String mergedInto, List<FieldError> errors) {

    /** One thing wrong with one field. */
    record FieldError(String field, String message) {}

    Problem {
        errors = List.copyOf(errors);
    }

    Problem(String title, int status, String detail, List<FieldError> errors) {
        this(title, status, detail, null, errors);
    }

    /** Ends a request with a problem. */
    static final class ProblemException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        ProblemException(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(new Problem("Bad request", 400, detail, List.of()));
    }

    static ProblemException invalid(List<FieldError> errors) {
        String fields = errors.get(0).field() + " " + errors.get(0).message()
                + (errors.size() == 1 ? "" : ", and " + (errors.size() - 1) + " more");
        return new ProblemException(new Problem("Invalid request", 422, fields, errors));
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(new Problem("Not found", 404, detail, List.of()));
    }

    /** Of an item that counts for another one. */
    static ProblemException merged(String restaurant, String item, String target) {
        String detail = "item " + item + " of " + restaurant + " is merged into " + target + ": ask for that";
        return new ProblemException(new Problem("Not found", 404, detail, target, List.of()));
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(new Problem("Conflict", 409, detail, List.of()));
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(new Problem("Temporarily unavailable", 503, detail, List.of()));
    }
}

package io.menuflow.schemas;

import java.util.List;

/** Topics exist with settings Menuflow cannot be exact on; the message names each, what it has and what it needs. */
public final class WrongTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongTopicException(List<String> wrong) {
        super("topics are set up wrongly: " + String.join("; ", wrong));
    }
}

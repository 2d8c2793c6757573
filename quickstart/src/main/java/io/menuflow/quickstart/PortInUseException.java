package io.menuflow.quickstart;

import org.jspecify.annotations.Nullable;

/** Something else listens on a port that was asked for; the message says which port and which option sets it. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param owner what wanted the port: "broker"
     * @param option the command-line option that sets it: {@code --kafka-port}
     */
    public PortInUseException(String owner, int port, String option, @Nullable Throwable cause) {
        super(
                "the " + owner + "'s port " + port + " on 127.0.0.1 is already in use; choose another with " + option
                        + " (0 picks a free one)",
                cause);
    }
}

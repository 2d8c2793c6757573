package io.menuflow.quickstart.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka's fatal errors go instead of ending the JVM. Kafka assumes that the process is its own: the controller's
 * and metadata loader's faults call {@code halt}, and so does the loss of the last log directory. Here the first such
 * error completes a future, and the owner of the process decides.
 */
final class KafkaFaults implements FaultHandlerFactory {

    private final CompletableFuture<BrokerException> fatal = new CompletableFuture<>();

    /** The first fatal error, or never. */
    CompletableFuture<BrokerException> fatal() {
        return fatal;
    }

    /**
     * Keeps Kafka's remaining calls of exit and halt from ending this JVM. Kafka has one such procedure per JVM: with
     * several brokers in it the latest one hears them all, and it stays in force after that broker is closed, since a
     * straggling thread may still call it.
     */
    void interceptExits() {
        Exit.setExitProcedure(this::refuseExit);
        Exit.setHaltProcedure(this::refuseExit);
    }

    /** Must not return: Kafka's code goes on after exit and halt as if it had never failed. */
    private void refuseExit(int status, @Nullable String message) {
        String what = "Kafka wanted to end the process with status " + status + (message == null ? "" : ": " + message);
        BrokerException error = new BrokerException(what, null);
        fatal.complete(error);
        throw error;
    }

    @Override
    public FaultHandler build(String name, boolean isFatal, Runnable action) {
        LoggingFaultHandler logging = new LoggingFaultHandler(name, action);
        if (!isFatal) {
            return logging;
        }
        return (message, cause) -> {
            fatal.complete(new BrokerException("Kafka's " + name + " failed: " + message, cause));
            return logging.handleFault(message, cause);
        };
    }
}

package io.menuflow.serving.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The id Kafka Streams (4.2.2) keeps of a process beside its stores, and makes its transactional ids of. It is drawn at
 * random where none is found: a node that lost its disk would then not end the transaction it had left open, and
 * everybody who reads what is committed would wait for its timeout, a minute. So it is made of the node's identity.
 */
final class ProcessId {

    private static final String FILE = "kafka-streams-process-metadata";

    private ProcessId() {}

    /** The id of the process that runs this instance. */
    static UUID of(String applicationId, String instanceId) {
        return UUID.nameUUIDFromBytes((applicationId + "\n" + instanceId).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the id where Kafka Streams will look for it, also over another: a disk may have been another node's. Throws
     * UncheckedIOException.
     */
    static void keep(Path stateDir, String applicationId, String instanceId) {
        Path file = stateDir.resolve(applicationId).resolve(FILE);
        UUID id = of(applicationId, instanceId);
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.writeString(file.resolveSibling(FILE + ".new"), "{\"processId\":\"" + id + "\"}");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the state directory " + stateDir, e);
        }
    }
}

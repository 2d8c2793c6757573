package io.menuflow.serving.models;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.schemas.avro.ModelPointer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is published of one model, without the models themselves.
 *
 * @param pointer which versions are in force, null while nobody said
 * @param versions what can be read, by version
 * @param damaged why the others cannot, by version
 */
public record Shelf(
        String name, @Nullable ModelPointer pointer, Map<String, Published> versions, Map<String, String> damaged) {

    /**
     * A published version.
     *
     * @param bytes of its record
     * @param offset where it stands in the topic
     */
    public record Published(Manifest manifest, Instant at, String by, int bytes, long offset) {}

    public Shelf {
        versions = Map.copyOf(versions);
        damaged = Map.copyOf(damaged);
    }

    /** A shelf with nothing on it. */
    public static Shelf empty(String name) {
        return new Shelf(name, null, Map.of(), Map.of());
    }

    /** The version that is answered, empty when it is the packaged one. */
    public Optional<String> champion() {
        return Optional.ofNullable(pointer).map(ModelPointer::getChampion);
    }

    /** The version that was champion before, if there was one. */
    public Optional<String> earlierChampion() {
        return earlier().stream().findFirst();
    }

    /** The versions that were champions before, newest first. */
    public List<String> earlier() {
        return pointer == null ? List.of() : pointer.getEarlier();
    }

    /** The version that is scored beside it. */
    public Optional<String> challenger() {
        return Optional.ofNullable(pointer).map(ModelPointer::getChallenger);
    }
}

package io.menuflow.serving.models;

import io.menuflow.schemas.avro.ModelPointer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pointer becomes when somebody promotes a version or takes that back. */
public final class Pointers {

    /** Earlier champions that are remembered. */
    static final int REMEMBERED = 20;

    private Pointers() {}

    /** Who changes a pointer, why and when. */
    public record Change(String by, String reason, Instant at) {}

    /**
     * The version as champion; a challenger of this version is none any more.
     *
     * @throws IllegalStateException when it is the champion already
     */
    public static ModelPointer promoted(Shelf shelf, String version, Change change) {
        if (shelf.champion().filter(version::equals).isPresent()) {
            throw new IllegalStateException(shelf.name() + "/" + version + " is the champion already");
        }
        List<String> earlier = Stream.concat(shelf.champion().stream(), shelf.earlier().stream())
                .filter(other -> !other.equals(version))
                .distinct()
                .limit(REMEMBERED)
                .toList();
        String challenger =
                shelf.challenger().filter(other -> !other.equals(version)).orElse(null);
        return pointer(shelf, version, challenger, earlier, change);
    }

    /**
     * The version as challenger.
     *
     * @throws IllegalStateException when it is the champion
     */
    public static ModelPointer challenging(Shelf shelf, String version, Change change) {
        if (shelf.champion().filter(version::equals).isPresent()) {
            throw new IllegalStateException(shelf.name() + "/" + version + " is the champion and cannot challenge it");
        }
        return pointer(shelf, shelf.champion().orElse(null), version, shelf.earlier(), change);
    }

    /**
     * The champion before this one; before the first it is the packaged model.
     *
     * @throws IllegalStateException when there is no champion
     */
    public static ModelPointer rolledBack(Shelf shelf, Change change) {
        if (shelf.champion().isEmpty()) {
            throw new IllegalStateException(
                    shelf.name() + " has no champion to go back from: the packaged model is in force");
        }
        List<String> earlier = shelf.earlier();
        String before = earlier.isEmpty() ? null : earlier.get(0);
        String challenger =
                shelf.challenger().filter(other -> !other.equals(before)).orElse(null);
        return pointer(shelf, before, challenger, earlier.stream().skip(1).toList(), change);
    }

    private static ModelPointer pointer(
            Shelf shelf, @Nullable String champion, @Nullable String challenger, List<String> earlier, Change change) {
        return ModelPointer.newBuilder()
                .setName(shelf.name())
                .setChampion(champion)
                .setChallenger(challenger)
                .setChangedAt(change.at())
                .setChangedBy(change.by())
                .setReason(change.reason())
                .setEarlier(earlier)
                .build();
    }
}

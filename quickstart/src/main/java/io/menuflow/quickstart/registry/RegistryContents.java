package io.menuflow.quickstart.registry;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All a registry knows, immutable: what its file holds.
 *
 * @param lastId the highest id ever given, so that none is given twice even after its schema was deleted for good
 * @param compatibility the level of subjects that have none of their own
 * @param schemas canonical schema text by id
 * @param subjects versions and level by subject; one with a level alone has no versions
 */
record RegistryContents(
        int lastId,
        CompatibilityLevel compatibility,
        SortedMap<Integer, String> schemas,
        SortedMap<String, Subject> subjects) {

    static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD_TRANSITIVE;

    static final RegistryContents EMPTY = new RegistryContents(0, DEFAULT_LEVEL, new TreeMap<>(), new TreeMap<>());

    RegistryContents {
        Objects.requireNonNull(compatibility, "compatibility");
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
        subjects = Collections.unmodifiableSortedMap(new TreeMap<>(subjects));
    }

    /** One subject: its level, null for the registry's, and its versions in ascending order. */
    record Subject(@Nullable CompatibilityLevel compatibility, List<Version> versions) {

        static final Subject NONE = new Subject(null, List.of());

        Subject {
            versions = List.copyOf(versions);
        }

        /** The versions to be seen: the live ones, or with {@code deleted} those deleted softly too. */
        List<Version> versions(boolean deleted) {
            return deleted
                    ? versions
                    : versions.stream().filter(version -> !version.deleted()).toList();
        }

        Subject withVersions(List<Version> changed) {
            return new Subject(compatibility, changed);
        }
    }

    /** A schema's place in a subject; a deleted one is hidden until it is registered again or purged. */
    record Version(int version, int id, boolean deleted) {

        Version softDeleted() {
            return new Version(version, id, true);
        }
    }

    Subject subject(String name) {
        return subjects.getOrDefault(name, Subject.NONE);
    }

    /** The id of this canonical text, or null when it is new. */
    @Nullable Integer idOf(String schema) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(entry -> entry.getKey())
                .findFirst()
                .orElse(null);
    }

    RegistryContents withSchema(int id, String schema) {
        var changed = new TreeMap<>(schemas);
        changed.put(id, schema);
        return new RegistryContents(Math.max(lastId, id), compatibility, changed, subjects);
    }

    RegistryContents withLevel(CompatibilityLevel level) {
        return new RegistryContents(lastId, level, schemas, subjects);
    }

    RegistryContents withSubject(String name, Subject subject) {
        var changed = new TreeMap<>(subjects);
        if (subject.equals(Subject.NONE)) {
            changed.remove(name);
        } else {
            changed.put(name, subject);
        }
        return new RegistryContents(lastId, compatibility, schemas, changed);
    }

    /** Forgets the schemas that no subject refers to any more. */
    RegistryContents withoutOrphans() {
        var changed = new TreeMap<>(schemas);
        changed.keySet().removeIf(Predicate.not(this::used));
        return new RegistryContents(lastId, compatibility, changed, subjects);
    }

    private boolean used(Integer id) {
        return subjects.values().stream()
                .flatMap(subject -> subject.versions().stream())
                .anyMatch(version -> version.id() == id);
    }
}

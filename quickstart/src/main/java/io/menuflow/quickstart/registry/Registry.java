package io.menuflow.quickstart.registry;

import io.menuflow.quickstart.registry.RegistryContents.Subject;
import io.menuflow.quickstart.registry.RegistryContents.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Subjects, versions, ids and compatibility, without HTTP or files. A change is saved before it becomes visible; when
 * saving fails nothing has changed. Thread-safe. Refusals are {@link RegistryException}s.
 */
final class Registry {

    private static final String LATEST = "latest";

    private final Consumer<RegistryContents> save;
    private volatile RegistryContents contents;

    /**
     * @param save returns once the contents are safe, or throws
     */
    Registry(RegistryContents contents, Consumer<RegistryContents> save) {
        this.contents = contents;
        this.save = save;
    }

    private void change(RegistryContents changed) {
        if (!changed.equals(contents)) {
            save.accept(changed);
            contents = changed;
        }
    }

    /** The id of {@code schema}, which becomes the subject's next version unless it is one already. */
    synchronized int register(String subject, String schema) {
        checkName(subject);
        Parsed parsed = parse(schema);
        String canonical = parsed.canonical();
        Integer known = contents.idOf(canonical);
        Subject before = contents.subject(subject);
        if (known != null && before.versions(false).stream().anyMatch(version -> version.id() == known)) {
            return known;
        }
        List<String> reasons = reasons(levelOf(subject), parsed.schema(), candidates(subject));
        if (!reasons.isEmpty()) {
            throw new RegistryException(
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\" (compatibility " + levelOf(subject) + "): " + String.join("; ", reasons));
        }
        int id = known == null ? contents.lastId() + 1 : known;
        List<Version> versions = new ArrayList<>(before.versions());
        int next = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
        versions.removeIf(version -> version.id() == id); // its softly deleted predecessor
        versions.add(new Version(next, id, false));
        change(contents.withSchema(id, canonical).withSubject(subject, before.withVersions(versions)));
        return id;
    }

    /** The version under which a subject holds {@code schema}. */
    SubjectVersion lookUp(String subject, String schema, boolean deleted) {
        List<Version> versions = existing(subject, deleted);
        Integer id = contents.idOf(parse(schema).canonical());
        return versions.stream()
                .filter(version -> id != null && version.id() == id)
                .reduce((first, last) -> last)
                .map(version -> answer(subject, version))
                .orElseThrow(() -> RegistryException.schemaNotFound("under subject '" + subject + "'"));
    }

    /** The subjects that start with {@code prefix} and have a version. */
    List<String> subjects(String prefix, boolean deleted) {
        return contents.subjects().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> !entry.getValue().versions(deleted).isEmpty())
                .map(entry -> entry.getKey())
                .toList();
    }

    List<Integer> versions(String subject, boolean deleted) {
        return existing(subject, deleted).stream().map(Version::version).toList();
    }

    /**
     * @param version a number, {@code latest} or {@code -1}
     */
    SubjectVersion version(String subject, String version, boolean deleted) {
        int wanted = parseVersion(version);
        return answer(subject, find(existing(subject, deleted), wanted));
    }

    /** The schema with this id; softly deleted ones too, since records still carry the id. */
    String schema(int id) {
        String schema = contents.schemas().get(id);
        if (schema == null) {
            throw RegistryException.schemaNotFound(String.valueOf(id));
        }
        return schema;
    }

    /** Every place where the schema with this id is used. */
    List<SubjectVersion> uses(int id, boolean deleted) {
        schema(id);
        List<SubjectVersion> uses = new ArrayList<>();
        contents.subjects().forEach((subject, held) -> held.versions(deleted).stream()
                .filter(version -> version.id() == id)
                .forEach(version -> uses.add(answer(subject, version))));
        return uses;
    }

    /** Why {@code schema} may not be registered next under {@code subject}; empty when it may. */
    List<String> incompatibilities(String subject, String schema) {
        return reasons(levelOf(subject), parse(schema).schema(), candidates(subject));
    }

    /** Why {@code schema} does not fit one version of {@code subject}; a subject without versions fits everything. */
    List<String> incompatibilities(String subject, String version, String schema) {
        int wanted = parseVersion(version);
        Schema parsed = parse(schema).schema();
        List<Version> versions = contents.subject(subject).versions(false);
        if (versions.isEmpty() && wanted < 0) {
            return List.of();
        }
        return reasons(levelOf(subject), parsed, List.of(find(existing(subject, false), wanted)));
    }

    CompatibilityLevel level() {
        return contents.compatibility();
    }

    /**
     * @param orGlobal whether a subject without a level answers with the registry's
     */
    CompatibilityLevel level(String subject, boolean orGlobal) {
        CompatibilityLevel own = contents.subject(subject).compatibility();
        if (own == null && !orGlobal) {
            throw RegistryException.noSubjectCompatibility(subject);
        }
        return levelOf(subject);
    }

    synchronized void setLevel(CompatibilityLevel level) {
        change(contents.withLevel(level));
    }

    synchronized void setLevel(String subject, CompatibilityLevel level) {
        checkName(subject);
        change(contents.withSubject(
                subject, new Subject(level, contents.subject(subject).versions())));
    }

    /** Takes the registry's level back to the default and answers what it was. */
    synchronized CompatibilityLevel resetLevel() {
        CompatibilityLevel before = contents.compatibility();
        change(contents.withLevel(RegistryContents.DEFAULT_LEVEL));
        return before;
    }

    /** Takes a subject's own level away and answers what it was. */
    synchronized CompatibilityLevel resetLevel(String subject) {
        Subject held = contents.subject(subject);
        CompatibilityLevel before = held.compatibility();
        if (before == null) {
            throw RegistryException.subjectNotFound(subject);
        }
        change(contents.withSubject(subject, new Subject(null, held.versions())));
        return before;
    }

    /** Hides a subject, or forgets one that is hidden; answers the versions concerned. */
    synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
        List<Version> all = existing(subject, true);
        List<Version> live = contents.subject(subject).versions(false);
        if (permanent) {
            if (!live.isEmpty()) {
                throw RegistryException.subjectNotSoftDeleted(subject);
            }
            change(contents.withSubject(subject, Subject.NONE).withoutOrphans());
            return all.stream().map(Version::version).toList();
        }
        if (live.isEmpty()) {
            throw RegistryException.subjectSoftDeleted(subject);
        }
        List<Version> hidden = all.stream().map(Version::softDeleted).toList();
        change(contents.withSubject(subject, contents.subject(subject).withVersions(hidden)));
        return live.stream().map(Version::version).toList();
    }

    /** Hides a version, or forgets one that is hidden; answers its number. */
    synchronized int deleteVersion(String subject, String version, boolean permanent) {
        int wanted = parseVersion(version);
        boolean hiddenToo = permanent || wanted > 0; // the latest to hide is the latest that can be seen
        Version found = find(existing(subject, hiddenToo), wanted);
        if (permanent && !found.deleted()) {
            throw RegistryException.versionNotSoftDeleted(subject, found.version());
        }
        if (!permanent && found.deleted()) {
            throw RegistryException.versionSoftDeleted(subject, found.version());
        }
        List<Version> versions = new ArrayList<>(contents.subject(subject).versions());
        if (permanent) {
            versions.remove(found);
        } else {
            versions.set(versions.indexOf(found), found.softDeleted());
        }
        change(contents.withSubject(subject, contents.subject(subject).withVersions(versions))
                .withoutOrphans());
        return found.version();
    }

    private List<Version> existing(String subject, boolean deleted) {
        List<Version> versions = contents.subject(subject).versions(deleted);
        if (versions.isEmpty()) {
            throw RegistryException.subjectNotFound(subject);
        }
        return versions;
    }

    private static Version find(List<Version> versions, int wanted) {
        if (wanted < 0) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(version -> version.version() == wanted)
                .findFirst()
                .orElseThrow(() -> RegistryException.versionNotFound(String.valueOf(wanted)));
    }

    private List<Version> candidates(String subject) {
        List<Version> live = contents.subject(subject).versions(false);
        return levelOf(subject).transitive() || live.isEmpty() ? live : live.subList(live.size() - 1, live.size());
    }

    private List<String> reasons(CompatibilityLevel level, Schema candidate, List<Version> earlier) {
        List<String> reasons = new ArrayList<>();
        for (Version version : earlier) {
            Schema schema = parse(schema(version.id())).schema();
            reasons.addAll(Compatibility.reasons(level, candidate, schema, version.version()));
        }
        return reasons;
    }

    private CompatibilityLevel levelOf(String subject) {
        CompatibilityLevel own = contents.subject(subject).compatibility();
        return own == null ? contents.compatibility() : own;
    }

    private SubjectVersion answer(String subject, Version version) {
        return new SubjectVersion(subject, version.version(), version.id(), schema(version.id()));
    }

    /** A schema and the text that decides whether two are the same. */
    private record Parsed(Schema schema, String canonical) {}

    private static Parsed parse(String text) {
        if (text.isBlank()) {
            throw RegistryException.invalidSchema("it is empty");
        }
        try {
            Schema schema = new Schema.Parser().parse(text);
            return new Parsed(schema, schema.toString());
        } catch (NullPointerException e) {
            // Avro 1.12 parses a lone unknown name to a placeholder that it then fails to print.
            throw RegistryException.invalidSchema("it names a type that it does not define");
        } catch (AvroRuntimeException e) {
            throw RegistryException.invalidSchema(String.valueOf(e.getMessage()));
        }
    }

    /** The version's number, -1 for the latest. */
    private static int parseVersion(String version) {
        if (version.equals(LATEST) || version.equals("-1")) {
            return -1;
        }
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw RegistryException.invalidVersion(version);
        }
        throw RegistryException.invalidVersion(version);
    }

    private static void checkName(String subject) {
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw RegistryException.invalidSubject(subject);
        }
    }
}

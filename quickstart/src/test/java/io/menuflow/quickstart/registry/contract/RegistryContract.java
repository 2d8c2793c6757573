package io.menuflow.quickstart.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.menuflow.quickstart.registry.contract.RegistryClient.Connection;
import io.menuflow.quickstart.registry.contract.RegistryClient.Refusal;
import io.menuflow.quickstart.registry.contract.RegistryClient.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a client and a registry must do together, one row a call. Rows share a registry and no subject. */
final class RegistryContract {

    private static final String USER = "pos:a:word"; // a password may have colons
    private static final int UNKNOWN_ID = 2_000_000_011;

    private RegistryContract() {}

    record Row(String name, Check check) {}

    interface Check {
        void run(Pairing pairing) throws Exception;
    }

    static List<Row> rows() {
        return List.of(
                new Row("register a new schema", RegistryContract::register),
                new Row("register it again: the same id", RegistryContract::registerAgain),
                new Row("register it elsewhere: the same id", RegistryContract::registerElsewhere),
                new Row("look up by id", RegistryContract::byId),
                new Row("an unknown id: 40403", RegistryContract::unknownId),
                new Row("subjects", RegistryContract::subjects),
                new Row("versions, and one by its number", RegistryContract::versions),
                new Row("latest version", RegistryContract::latest),
                new Row("find a schema under a subject", RegistryContract::lookUp),
                new Row("unknown subject or version: 40401, 40402", RegistryContract::unknownSubject),
                new Row("set and get a subject's level", RegistryContract::level),
                new Row("a compatible schema: yes, and taken", RegistryContract::compatible),
                new Row("an incompatible schema: no", RegistryContract::incompatible),
                new Row("register it all the same: 409 and why", RegistryContract::refused),
                new Row("ids and levels after a restart", RegistryContract::restart),
                new Row("basic authentication, right and wrong", RegistryContract::basic),
                new Row("bearer authentication, right and wrong", RegistryContract::bearer),
                new Row("TLS, trusted and not", RegistryContract::tls),
                new Row("down at the start: bounded, said why", RegistryContract::downAtStart),
                new Row("down in between: fails, then works again", RegistryContract::downInFlight),
                new Row("hanging: bounded, said why", RegistryContract::hanging));
    }

    private static void register(Pairing pairing) {
        assertThat(pairing.client().register("register-value", item("Register").endRecord()))
                .isPositive();
    }

    private static void registerAgain(Pairing pairing) {
        String schema = item("Again").endRecord();

        int id = pairing.client().register("again-value", schema);

        assertThat(pairing.client().register("again-value", schema)).isEqualTo(id);
        assertThat(pairing.client().versions("again-value")).hasSize(1);
        assertThat(pairing.client()
                        .register("again-other-value", item("AgainOther").endRecord()))
                .isNotEqualTo(id);
    }

    private static void registerElsewhere(Pairing pairing) {
        String schema = item("Elsewhere").endRecord();

        int id = pairing.client().register("here-value", schema);

        assertThat(pairing.client().register("there-value", schema)).isEqualTo(id);
    }

    private static void byId(Pairing pairing) {
        String schema = item("ById").optionalString("note").endRecord();

        int id = pairing.client().register("by-id-value", schema);

        assertSame(pairing.client().schemaById("by-id-value", id), schema);
    }

    private static void unknownId(Pairing pairing) {
        String subject = "unknown-id-value";
        pairing.client().register(subject, item("UnknownId").endRecord());

        Refusal refusal = refusal(() -> pairing.client().schemaById(subject, UNKNOWN_ID));

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.code()).isEqualTo(40403);
    }

    private static void subjects(Pairing pairing) {
        pairing.client().register("subjects-a-value", item("SubjectsA").endRecord());
        pairing.client().register("subjects-b-value", item("SubjectsB").endRecord());

        assertThat(pairing.client().subjects())
                .contains("subjects-a-value", "subjects-b-value")
                .doesNotContain("subjects-c-value");
    }

    private static void versions(Pairing pairing) {
        String subject = "versions-value";
        String first = item("Versions").endRecord();
        String second = item("Versions").optionalString("note").endRecord();

        int firstId = pairing.client().register(subject, first);
        int secondId = pairing.client().register(subject, second);

        assertThat(pairing.client().versions(subject)).containsExactly(1, 2);
        assertIs(pairing.client().version(subject, 1), firstId, 1, first);
        assertIs(pairing.client().version(subject, 2), secondId, 2, second);
    }

    private static void latest(Pairing pairing) {
        String subject = "latest-value";
        String second = item("Latest").optionalString("note").endRecord();

        pairing.client().register(subject, item("Latest").endRecord());
        int id = pairing.client().register(subject, second);

        assertIs(pairing.client().latest(subject), id, 2, second);
    }

    private static void lookUp(Pairing pairing) {
        String subject = "look-up-value";
        String first = item("LookUp").endRecord();
        int id = pairing.client().register(subject, first);
        pairing.client().register(subject, item("LookUp").optionalString("note").endRecord());

        Version found = pairing.client().lookUp(subject, first);
        Refusal refusal = refusal(
                () -> pairing.client().lookUp(subject, item("NeverRegistered").endRecord()));

        assertThat(found.id()).isEqualTo(id);
        assertThat(found.version()).isEqualTo(1);
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.code()).isEqualTo(40403);
    }

    private static void unknownSubject(Pairing pairing) {
        pairing.client().register("has-one-value", item("HasOne").endRecord());

        Refusal subject = refusal(() -> pairing.client().versions("no-such-value"));
        Refusal version = refusal(() -> pairing.client().version("has-one-value", 7));

        assertThat(subject.status()).isEqualTo(404);
        assertThat(subject.code()).isEqualTo(40401);
        assertThat(version.status()).isEqualTo(404);
        assertThat(version.code()).isEqualTo(40402);
    }

    private static void level(Pairing pairing) {
        String subject = "level-value";
        pairing.client().register(subject, item("Level").endRecord());

        for (String level : List.of("FULL_TRANSITIVE", "NONE", "BACKWARD")) {
            pairing.client().setLevel(subject, level);
            assertThat(pairing.client().level(subject)).isEqualTo(level);
        }
    }

    private static void compatible(Pairing pairing) {
        String subject = "compatible-value";
        String second = item("Compatible").optionalString("note").endRecord();
        held(pairing, subject, item("Compatible").endRecord());

        assertThat(pairing.client().compatible(subject, second)).isTrue();
        pairing.client().register(subject, second);

        assertThat(pairing.client().versions(subject)).containsExactly(1, 2);
    }

    private static void incompatible(Pairing pairing) {
        String subject = "incompatible-value";
        held(pairing, subject, item("Incompatible").endRecord());

        assertThat(pairing.client()
                        .compatible(
                                subject,
                                item("Incompatible").requiredString("note").endRecord()))
                .isFalse();
    }

    private static void refused(Pairing pairing) {
        String subject = "refused-value";
        String breaking = item("Refused").requiredString("note").endRecord();
        held(pairing, subject, item("Refused").endRecord());

        Refusal refusal = refusal(() -> pairing.client().register(subject, breaking));

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.getMessage()).containsIgnoringCase("incompatible").contains("/fields/1");
        assertThat(pairing.client().versions(subject)).containsExactly(1);
    }

    private static void restart(Pairing pairing) {
        assumeTrue(pairing.traits().keeps(), "not ours: this registry is started in memory");
        String subject = "restart-value";
        String schema = item("Restart").endRecord();
        int id = pairing.client().register(subject, schema);
        pairing.client().setLevel(subject, "FORWARD");

        pairing.restart();

        assertSame(pairing.client().schemaById(subject, id), schema);
        assertThat(pairing.client().register(subject, schema)).isEqualTo(id);
        assertThat(pairing.client().level(subject)).isEqualTo("FORWARD");
        assertThat(pairing.client()
                        .register("restarted-value", item("Restarted").endRecord()))
                .isGreaterThan(id);
    }

    private static void basic(Pairing pairing) {
        String header = "Basic " + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));

        authenticated(pairing, header, to -> to.as(USER), to -> to.as("pos:wrong"));
    }

    private static void bearer(Pairing pairing) {
        authenticated(pairing, "Bearer t0k.en", to -> to.bearing("t0k.en"), to -> to.bearing("wr0.ng"));
    }

    private interface Credentials {
        Connection on(Connection to);
    }

    private static void authenticated(Pairing pairing, String header, Credentials right, Credentials wrong) {
        try (Gate gate = Gate.guarded(pairing.server().url(), header, 0)) {
            Connection to = Connection.to(gate.url());
            String schema = item("Guarded").endRecord();

            int id = pairing.client(right.on(to)).register("guarded-value", schema);
            Refusal mistaken = refusal(() -> pairing.client(wrong.on(to)).register("guarded-value", schema));
            Refusal nobody = refusal(() -> pairing.client(to).schemaById("guarded-value", id));

            assertThat(mistaken.status()).isEqualTo(401);
            assertThat(nobody.status()).isEqualTo(401);
        }
    }

    private static void tls(Pairing pairing) {
        Certificate certificate = pairing.certificate();
        try (Gate gate = Gate.tls(pairing.server().url(), certificate.server())) {
            Connection to = Connection.to(gate.url());
            String schema = item("Tls").endRecord();

            int id = pairing.client(to.trusting(certificate.trust())).register("tls-value", schema);
            assertSame(pairing.client(to.trusting(certificate.trust())).schemaById("tls-value", id), schema);
            Refusal stranger = refusal(() -> pairing.client(to).register("tls-value", schema));

            assertThat(stranger.status()).isZero();
            assertThat(stranger.getMessage()).containsPattern("(?i)certificat|PKIX|DEPTH_ZERO_SELF_SIGNED");
        }
    }

    private static void downAtStart(Pairing pairing) {
        Gate gate = Gate.open(pairing.server().url(), 0);
        gate.close();

        assertBounded(pairing, () -> pairing.client(Connection.to(gate.url()))
                .register("down-value", item("Down").endRecord()));
    }

    private static void downInFlight(Pairing pairing) {
        String schema = item("InFlight").endRecord();
        Gate gate = Gate.open(pairing.server().url(), 0);
        RegistryClient client = pairing.client(Connection.to(gate.url()));
        int id = client.register("in-flight-value", schema);
        gate.close();

        assertThat(client.register("in-flight-value", schema))
                .as("from its cache")
                .isEqualTo(id);
        assertBounded(
                pairing,
                () -> client.register(
                        "in-flight-value",
                        item("InFlight").optionalString("note").endRecord()));

        try (Gate again = Gate.open(pairing.server().url(), gate.port())) {
            assertThat(again.url()).isEqualTo(gate.url());
            int next = client.register(
                    "in-flight-value", item("InFlight").optionalString("note").endRecord());
            assertThat(next).isGreaterThan(id);
            assertThat(pairing.client().versions("in-flight-value")).containsExactly(1, 2);
        }
    }

    private static void hanging(Pairing pairing) {
        assumeTrue(pairing.traits().boundsHanging(), "not ours: this client's own time limit");
        try (Gate gate = Gate.hanging(pairing.server().url())) {
            assertBounded(pairing, () -> pairing.client(Connection.to(gate.url()))
                    .register("hanging-value", item("Hanging").endRecord()));
        }
    }

    private static void assertBounded(Pairing pairing, ThrowingCallable call) {
        long begin = System.nanoTime();
        Refusal refusal = refusal(call);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isLessThan(pairing.traits().failsWithin());
        assertThat(refusal.status()).isZero();
        assertThat(refusal.getMessage()).containsPattern("(?i)refused|unreachable|does not answer|ConnectException");
    }

    private static Refusal refusal(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    /** Registers a schema whose successors must be able to read its data. */
    private static void held(Pairing pairing, String subject, String schema) {
        pairing.client().register(subject, schema);
        pairing.client().setLevel(subject, "BACKWARD_TRANSITIVE");
    }

    private static void assertIs(Version found, int id, int version, String schema) {
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.version()).isEqualTo(version);
        assertSame(found.schema(), schema);
    }

    private static void assertSame(String schema, String expected) {
        assertThat(new Schema.Parser().parse(schema)).isEqualTo(new Schema.Parser().parse(expected));
    }

    private static Item item(String name) {
        return new Item(
                SchemaBuilder.record(name).namespace("contract").fields().requiredLong("price"));
    }

    /** A record of its own for each row, so that rows do not share ids. */
    private record Item(FieldAssembler<Schema> fields) {

        Item optionalString(String name) {
            return new Item(fields.optionalString(name));
        }

        Item requiredString(String name) {
            return new Item(fields.requiredString(name));
        }

        String endRecord() {
            return fields.endRecord().toString();
        }
    }
}

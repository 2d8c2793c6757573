package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.DeniedException;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Every route of the contract with every kind of key: whom it lets in is decided before anything is asked of it. */
@TestInstance(Lifecycle.PER_CLASS)
class GuardTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String OURS = "roma";

    private final Map<Role, Secret> ours = new EnumMap<>(Role.class);
    private final Map<Role, Secret> others = new EnumMap<>(Role.class);
    private final Map<Role, Secret> ourGroup = new EnumMap<>(Role.class);
    private final Map<Role, Secret> otherGroup = new EnumMap<>(Role.class);
    private final Secret revoked = Secret.create("revoked");
    private final Secret expired = Secret.create("expired");
    private final Map<String, String> needs = OpenApiDocument.load().needs();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RestApi api;

    @BeforeAll
    void start(@TempDir Path dir) {
        KeyFile file = new KeyFile(dir.resolve("keys.jsonl"));
        for (Role role : Role.values()) {
            ours.put(role, Secret.create("ours-" + role.written()));
            ourGroup.put(role, Secret.create("group-" + role.written()));
            file.add(key(ours.get(role), role, of(OURS), null, null));
            file.add(key(ourGroup.get(role), role, ofGroup(OURS), null, null));
            if (role != Role.ADMIN) {
                others.put(role, Secret.create("others-" + role.written()));
                otherGroup.put(role, Secret.create("other-group-" + role.written()));
                file.add(key(others.get(role), role, of("milano"), null, null));
                file.add(key(otherGroup.get(role), role, ofGroup("milano"), null, null));
            }
        }
        file.add(key(revoked, Role.ADMIN, Scope.ALL, null, NOW));
        file.add(key(expired, Role.ADMIN, Scope.ALL, NOW, null));
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger("io.menuflow");
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        api = new RestApi(OpenApiTest.services(new Keyring(file.path(), Optional.empty(), Clock.systemUTC())));
        api.start("127.0.0.1", 0);
    }

    @AfterAll
    void stop() {
        Logger root = (Logger) LoggerFactory.getLogger("io.menuflow");
        root.detachAppender(log);
        root.setLevel(null);
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldLetNobodyInWithoutAKey() {
        return withKeys((operation, need) -> {
            assertRefused(ask(operation, ""), 401, "send an API key");
            assertRefused(ask(operation, bearer("letmein")), 401, "this is no API key");
            assertRefused(
                    ask(operation, "Authorization: Basic YTpi\r\n"), 401, "the scheme of Authorization is Bearer");
            assertRefused(ask(operation, bearer(Secret.create("nobody").reveal())), 401, "the key is not known here");
            assertRefused(
                    ask(operation, bearer(Secret.create("ours-admin").reveal())), 401, "the key is not known here");
            assertRefused(ask(operation, bearer(revoked.reveal())), 401, "key revoked was revoked");
            assertRefused(ask(operation, bearer(expired.reveal())), 401, "key expired expired at");
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldLetInEachRoleWhereItMay_andNowhereElse() {
        Map<String, List<Role>> may = Map.of(
                "list", List.of(Role.VIEWER, Role.MANAGER, Role.ADMIN),
                "read", List.of(Role.VIEWER, Role.MANAGER, Role.ADMIN),
                "send", List.of(Role.INGEST, Role.ADMIN),
                "write", List.of(Role.MANAGER, Role.ADMIN),
                "keep", List.of(Role.MANAGER, Role.ADMIN),
                "operate", List.of(Role.ADMIN));
        Map<String, String> words = Map.of(
                "list", "viewers, managers or admins",
                "read", "viewers, managers or admins",
                "send", "ingests or admins",
                "write", "managers or admins",
                "keep", "managers or admins",
                "operate", "admins");
        return withKeys((operation, need) -> {
            for (Role role : Role.values()) {
                String key = (operation.contains("{group}") ? ourGroup : ours)
                        .get(role)
                        .reveal();
                String byBearer = ask(operation, bearer(key));
                String byHeader = ask(operation, "X-Api-Key: " + key + "\r\n");

                if (may.get(need).contains(role)) {
                    assertThat(List.of(RawHttp.status(byBearer), RawHttp.status(byHeader)))
                            .as(operation + " by " + role)
                            .doesNotContain(401, 403);
                } else {
                    assertThat(byBearer).contains("Menuflow-Role: " + role.written());
                    String detail = "is for " + role.written() + "s, who may not "
                            + operation.substring(0, operation.indexOf(' ')) + " here: it takes a key for "
                            + words.get(need);
                    assertRefused(byBearer, 403, detail);
                    assertRefused(byHeader, 403, detail);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldLetNobodyInToAnothersRestaurant() {
        return withKeys((operation, need) -> {
            if (!operation.contains("{restaurant}")) {
                return;
            }
            others.forEach((role, secret) -> {
                try {
                    assertRefused(ask(operation, bearer(secret.reveal())), 403, "");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            Role able = need.equals("send") ? Role.INGEST : Role.MANAGER;
            assertRefused(
                    ask(operation, bearer(others.get(able).reveal())),
                    403,
                    "is for restaurant milano; it may not use roma");
        });
    }

    /** Neither with a key of another group, nor with one of a restaurant, which may be one of the group's. */
    @TestFactory
    Stream<DynamicTest> shouldLetNobodyInToAnothersGroup() {
        return withKeys((operation, need) -> {
            if (!operation.contains("{group}")) {
                return;
            }
            for (Map<Role, Secret> keys : List.of(otherGroup, ours)) {
                for (Role role : List.of(Role.VIEWER, Role.INGEST, Role.MANAGER)) {
                    String answer = ask(operation, bearer(keys.get(role).reveal()));
                    assertRefused(
                            answer, 403, role == Role.INGEST ? "who may not GET" : "it may not use group " + OURS);
                }
            }
        });
    }

    @Test
    void shouldAskForNoKey_whereTheContractSaysSo() throws IOException {
        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/", "/menuflow.js")) {
            assertThat(RawHttp.status(RawHttp.send(api.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n")))
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldAnswerNoHead_whichNoRouteWouldHaveSeen() throws IOException {
        for (String path : List.of("/v1/restaurants", "/health/ready", "/metrics")) {
            String answer = RawHttp.send(api.port(), "HEAD " + path + " HTTP/1.1\r\nHost: x\r\n");

            assertThat(RawHttp.status(answer)).as(path).isEqualTo(405);
            assertThat(RawHttp.head(answer)).contains("Allow: GET");
        }
    }

    /** Whoever forgets to say it has a route that nobody can call, not one that everybody can. */
    @Test
    void shouldLetNobodyInToARouteThatSaysNoNeed() throws IOException {
        Javalin forgetful = Javalin.create(config -> {
            config.routes.beforeMatched(OpenApiTest.services().guard()::admit);
            config.routes.get("/hooks", at -> at.result("in"));
            config.routes.get("/groups/{group}", at -> at.result("in"), Need.READ);
            config.routes.get("/every", at -> at.result("in"), Need.READ);
            config.routes.exception(
                    DeniedException.class, (e, at) -> at.status(e.status()).result(String.valueOf(e.getMessage())));
        });
        try {
            forgetful.start("127.0.0.1", 0);
            String hooks = RawHttp.send(forgetful.port(), "GET /hooks HTTP/1.1\r\nHost: x\r\n");
            String group = RawHttp.send(forgetful.port(), "GET /groups/north HTTP/1.1\r\nHost: x\r\n");
            String every = RawHttp.send(forgetful.port(), "GET /every HTTP/1.1\r\nHost: x\r\n");

            assertThat(RawHttp.status(hooks)).isEqualTo(403);
            assertThat(RawHttp.body(hooks)).contains("the route does not say what it needs");
            assertThat(RawHttp.status(group)).isEqualTo(200);
            assertThat(RawHttp.status(every)).isEqualTo(403);
        } finally {
            forgetful.stop();
        }
    }

    @Test
    void shouldRefuseTwoKeysAtOnce() throws IOException {
        String both = bearer(ours.get(Role.ADMIN).reveal()) + "X-Api-Key: "
                + ours.get(Role.VIEWER).reveal() + "\r\n";

        assertRefused(ask("GET /v1/restaurants", both), 401, "send one key");
    }

    /** Saying that a question came from another node gains nothing: nodes know each other by a secret. */
    @Test
    void shouldRefuseAForgedHop() throws IOException {
        String admin = bearer(ours.get(Role.ADMIN).reveal());

        assertRefused(
                ask("GET /v1/restaurants", admin + "Menuflow-Hop: 1\r\n"), 403, "Menuflow-Hop is not this cluster's");
        assertRefused(
                ask("GET /v1/restaurants", "Menuflow-Hop: " + OpenApiTest.NODE_SECRET + "\r\n"),
                401,
                "send an API key");
    }

    @Test
    void shouldLogNoKey_whateverHappens() throws IOException {
        List<String> secrets = new ArrayList<>();
        Stream.concat(ours.values().stream(), others.values().stream()).forEach(secret -> secrets.add(secret.reveal()));
        secrets.addAll(List.of(revoked.reveal(), expired.reveal()));
        for (String operation : needs.keySet()) {
            for (String secret : secrets) {
                ask(operation, bearer(secret));
            }
        }

        String logged = log.list.stream()
                .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .reduce("", (all, one) -> all + one);
        assertThat(logged).contains("request GET"); // the services of this test are not there: 500, logged
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(logged).doesNotContain(secret.substring(secret.length() - 40)));
    }

    /** What is done with one operation of the contract. */
    private interface Check {
        void check(String operation, String need) throws IOException;
    }

    private Stream<DynamicTest> withKeys(Check check) {
        assertThat(needs).hasSizeGreaterThan(20);
        return needs.entrySet().stream()
                .filter(each -> !each.getValue().equals("nothing"))
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> check.check(each.getKey(), each.getValue())));
    }

    private String ask(String operation, String headers) throws IOException {
        String target =
                operation.replace("{restaurant}", OURS).replace("{group}", OURS).replaceAll("\\{[a-z]+}", "x");
        String length = operation.startsWith("GET") ? "" : "Content-Length: 0\r\n";
        return RawHttp.send(api.port(), target + " HTTP/1.1\r\nHost: x\r\n" + length + headers);
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    private static void assertRefused(String answer, int status, String detail) throws IOException {
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(status);
        assertThat(RawHttp.head(answer)).contains("application/problem+json");
        assertThat(RawHttp.head(answer).contains("WWW-Authenticate: Bearer realm=\"menuflow\""))
                .isEqualTo(status == 401);
        JsonNode problem = RestApi.mapper().readTree(RawHttp.body(answer));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
        assertThat(answer).doesNotContainPattern("mf_[a-z0-9-]+_");
    }

    private static ApiKey key(Secret secret, Role role, Scope scope, Instant expires, Instant gone) {
        Scope all = role == Role.ADMIN ? Scope.ALL : scope;
        return new ApiKey(secret.id(), "", role, all, secret.hash(), NOW.minusSeconds(9), expires, gone);
    }

    private static Scope of(String restaurant) {
        return Scope.of(List.of(restaurant), List.of());
    }

    private static Scope ofGroup(String group) {
        return Scope.of(List.of(), List.of(group));
    }
}

package io.menuflow.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.quickstart.DirectoryInUseException;
import io.menuflow.quickstart.PortInUseException;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.SchemaRegistryException;
import io.menuflow.schemas.UnknownSchemaException;
import io.menuflow.schemas.avro.ItemClassification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRegistryTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema V1 =
            SchemaBuilder.record("Item").fields().requiredLong("price").endRecord();
    private static final Schema BREAKING = SchemaBuilder.record("Item")
            .fields()
            .requiredLong("price")
            .requiredString("name")
            .endRecord();

    private final Path dir;
    private final HttpClient http = HttpClient.newHttpClient();
    private LocalRegistry registry;

    LocalRegistryTest(@TempDir Path dir) {
        this.dir = dir;
        this.registry = start(0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldAnswerOurClient_whenItRegistersAndAsksById() {
        Schema schema = ItemClassification.getClassSchema();

        int id = client().register("item-classifications-value", schema);

        assertThat(client().byId(id)).isEqualTo(schema);
        assertThat(client().register("elsewhere-value", schema)).isEqualTo(id);
    }

    @Test
    void shouldTellOurClient_whenAnIdIsUnknown() {
        assertThatThrownBy(() -> client().byId(404)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void shouldTellOurClientWhy_whenASchemaIsIncompatible() {
        client().register("items-value", V1);

        assertThatThrownBy(() -> client().register("items-value", BREAKING))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("409")
                .hasMessageContaining("items-value")
                .hasMessageContaining("cannot read data of version 1")
                .hasMessageContaining("name");
    }

    @Test
    void shouldKeepIdsAndLevels_whenStartedAgainOnAnotherPort() throws Exception {
        int id = client().register("items-value", V1);
        send("PUT", "/config/items-value", "{\"compatibility\":\"NONE\"}");

        registry.close();
        registry.close();
        registry = start(0);

        assertThat(client().byId(id)).isEqualTo(V1);
        assertThat(client().register("items-value", V1)).isEqualTo(id);
        assertThat(client().register("items-value", BREAKING)).isEqualTo(id + 1);
    }

    @Test
    void shouldSpeakConfluentsProtocol_whenEverythingIsInOrder() throws Exception {
        String body = MAPPER.createObjectNode().put("schema", V1.toString()).toString();
        String same = MAPPER.createObjectNode()
                .put("schema", V1.toString())
                .put("schemaType", "AVRO")
                .putNull("metadata")
                .set("references", MAPPER.createArrayNode())
                .toString();

        assertAnswer("POST", "/subjects/s/versions?normalize=true", body, "{'id':1}");
        assertAnswer("POST", "/subjects/t/versions", same, "{'id':1}");
        assertThat(MAPPER.readTree(send("POST", "/subjects/s", body).body()))
                .isEqualTo(MAPPER.readTree(
                        send("GET", "/subjects/s/versions/latest", null).body()));
        assertAnswer("GET", "/subjects", null, "['s','t']");
        assertAnswer("GET", "/subjects?subjectPrefix=t", null, "['t']");
        assertAnswer("GET", "/subjects/s/versions", null, "[1]");
        assertAnswer("GET", "/schemas/ids/1/subjects", null, "['s','t']");
        assertAnswer("GET", "/schemas/types", null, "['AVRO']");
        assertThat(send("GET", "/schemas/ids/1/schema", null).body()).isEqualTo(V1.toString());
        assertThat(send("GET", "/subjects/s/versions/1/schema", null).body()).isEqualTo(V1.toString());
        assertThat(MAPPER.readTree(send("GET", "/schemas/ids/1/versions", null).body()))
                .isEqualTo(json("[{'subject':'s','version':1},{'subject':'t','version':1}]"));
        assertAnswer("GET", "/", null, "{}");
        assertAnswer("GET", "/mode", null, "{'mode':'READWRITE'}");
        assertAnswer("DELETE", "/subjects/s", null, "[1]");
        assertAnswer("DELETE", "/subjects/s?permanent=true", null, "[1]");
        assertAnswer("DELETE", "/subjects/t/versions/1", null, "1");
        assertAnswer("GET", "/subjects?deleted=true", null, "['t']");
    }

    @Test
    void shouldCheckAndConfigureCompatibility_whenAsked() throws Exception {
        String breaking =
                MAPPER.createObjectNode().put("schema", BREAKING.toString()).toString();
        client().register("s", V1);

        JsonNode verdict =
                MAPPER.readTree(send("POST", "/compatibility/subjects/s/versions/latest?verbose=true", breaking)
                        .body());

        assertThat(verdict.path("is_compatible").asBoolean(true)).isFalse();
        assertThat(verdict.path("messages").path(0).asText()).contains("version 1", "name");
        assertAnswer("POST", "/compatibility/subjects/s/versions", breaking, "{'is_compatible':false}");
        assertAnswer("GET", "/config", null, "{'compatibilityLevel':'BACKWARD_TRANSITIVE'}");
        assertAnswer("PUT", "/config/s", "{\"compatibility\":\"FORWARD\"}", "{'compatibility':'FORWARD'}");
        assertAnswer("GET", "/config/s", null, "{'compatibilityLevel':'FORWARD'}");
        assertAnswer("POST", "/compatibility/subjects/s/versions", breaking, "{'is_compatible':true}");
        assertAnswer("DELETE", "/config/s", null, "{'compatibilityLevel':'FORWARD'}");
        assertAnswer("PUT", "/config", "{\"compatibility\":\"NONE\"}", "{'compatibility':'NONE'}");
        assertAnswer("DELETE", "/config", null, "{'compatibilityLevel':'NONE'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /subjects/none/versions              |                             | 404 | 40401
                    GET    | /schemas/ids/77                      |                             | 404 | 40403
                    GET    | /schemas/ids/x                       |                             | 404 | 404
                    GET    | /nowhere                             |                             | 404 | 404
                    GET    | /subjects/s/versions/0               |                             | 422 | 42202
                    GET    | /config/none                         |                             | 404 | 40408
                    POST   | /subjects/s/versions                 | {"schema":"{"}              | 422 | 42201
                    POST   | /subjects/s/versions                 | {"nothing":1}               | 422 | 42201
                    POST   | /subjects/s/versions                 | {"schema":"{}","schemaType":"PROTOBUF"} | 422 | 42201
                    POST   | /subjects/s/versions                 | {"schema":"\\"int\\"","references":[{"name":"x"}]} | 422 | 42201
                    POST   | /subjects/s/versions                 | not json                    | 400 | 400
                    PUT    | /config                              | {"compatibility":"SIDEWAYS"} | 422 | 42203
                    DELETE | /subjects/none                       |                             | 404 | 40401
                    """)
    void shouldRefuseInConfluentsNumbers_whenARequestIsWrong(
            String method, String path, @Nullable String body, int status, int code) throws Exception {
        HttpResponse<String> answer = send(method, path, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(MAPPER.readTree(answer.body()).path("error_code").asInt()).isEqualTo(code);
        assertThat(MAPPER.readTree(answer.body()).path("message").asText()).isNotBlank();
    }

    @Test
    void shouldRefuseTheBody_whenItIsTooLargeOrComesFromAWebPage() throws Exception {
        String large = "{\"schema\":\"" + "x".repeat(RegistryRoutes.MAX_BODY_BYTES) + "\"}";
        HttpRequest page = HttpRequest.newBuilder(registry.url().resolve("/subjects"))
                .header("Origin", "http://elsewhere.example")
                .build();

        assertThat(send("POST", "/subjects/s/versions", large).statusCode()).isEqualTo(413);
        assertThat(http.send(page, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldNamePortAndOption_whenThePortIsTaken(@TempDir Path other) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = new LocalRegistry.Options(other, taken.getLocalPort());

            assertThatThrownBy(() -> LocalRegistry.start(options))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--registry-port");
        }
    }

    @Test
    void shouldNameTheDirectory_whenAnotherRegistryUsesIt() {
        assertThatThrownBy(() -> start(0))
                .isInstanceOf(DirectoryInUseException.class)
                .hasMessageContaining(dir.toString());
    }

    private LocalRegistry start(int port) {
        return LocalRegistry.start(new LocalRegistry.Options(dir, port));
    }

    private HttpSchemaRegistry client() {
        return new HttpSchemaRegistry(registry.url(), null, Duration.ofSeconds(10));
    }

    private void assertAnswer(String method, String path, @Nullable String body, String expected) throws Exception {
        HttpResponse<String> answer = send(method, path, body);

        assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("application/vnd.schemaregistry.v1+json");
        assertThat(MAPPER.readTree(answer.body())).as(method + " " + path).isEqualTo(json(expected));
    }

    private static JsonNode json(String singleQuoted) throws IOException {
        return MAPPER.readTree(singleQuoted.replace('\'', '"'));
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(registry.url().resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

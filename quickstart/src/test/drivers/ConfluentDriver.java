import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.avro.shaded.com.fasterxml.jackson.databind.ObjectMapper;

/** Confluent's Java client behind the lines of JSON that DriverClient speaks: one call a line in, one answer a line out. */
public final class ConfluentDriver {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CachedSchemaRegistryClient client;

    public static void main(String[] args) throws IOException {
        ConfluentDriver driver = new ConfluentDriver();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(MAPPER.writeValueAsString(driver.answer(MAPPER.readTree(line))));
        }
    }

    private Map<String, Object> answer(JsonNode ask) {
        Map<String, Object> answer = new HashMap<>();
        try {
            answer.put("result", call(ask));
        } catch (RestClientException e) {
            answer.put("error", Map.of("status", e.getStatus(), "code", e.getErrorCode(), "message", e.getMessage()));
        } catch (Exception e) {
            answer.put("error", Map.of("status", 0, "code", 0, "message", e.toString()));
        }
        return answer;
    }

    private Object call(JsonNode ask) throws IOException, RestClientException {
        String subject = ask.path("subject").asText();
        switch (ask.path("call").asText()) {
            case "connect":
                return connect(ask);
            case "register":
                return client.register(subject, schema(ask));
            case "schema_by_id":
                return client.getSchemaBySubjectAndId(subject, ask.path("id").asInt()).canonicalString();
            case "subjects":
                return client.getAllSubjects();
            case "versions":
                return client.getAllVersions(subject);
            case "latest":
                return version(client.getLatestSchemaMetadata(subject));
            case "version":
                return version(client.getSchemaMetadata(subject, ask.path("version").asInt()));
            case "look_up":
                return Map.of(
                        "id", client.getId(subject, schema(ask)),
                        "version", client.getVersion(subject, schema(ask)),
                        "schema", ask.path("schema").asText());
            case "compatible":
                return client.testCompatibility(subject, schema(ask));
            case "level":
                return client.getCompatibility(subject);
            case "set_level":
                return client.updateCompatibility(subject, ask.path("level").asText());
            default:
                throw new IllegalArgumentException("no such call: " + ask);
        }
    }

    private Object connect(JsonNode ask) {
        Map<String, Object> config = new HashMap<>();
        config.put("http.connect.timeout.ms", 2000);
        config.put("http.read.timeout.ms", 5000);
        config.put("missing.id.cache.ttl.sec", 0L);
        if (ask.hasNonNull("user_info")) {
            config.put("basic.auth.credentials.source", "USER_INFO");
            config.put("basic.auth.user.info", ask.path("user_info").asText());
        }
        if (ask.hasNonNull("token")) {
            config.put("bearer.auth.credentials.source", "STATIC_TOKEN");
            config.put("bearer.auth.token", ask.path("token").asText());
        }
        if (ask.hasNonNull("truststore")) {
            config.put("schema.registry.ssl.truststore.location", ask.path("truststore").asText());
            config.put("schema.registry.ssl.truststore.password", ask.path("password").asText());
        }
        client = new CachedSchemaRegistryClient(
                List.of(ask.path("url").asText()), 100, List.of(new AvroSchemaProvider()), config);
        return null;
    }

    private static ParsedSchema schema(JsonNode ask) {
        return new AvroSchema(ask.path("schema").asText());
    }

    private static Map<String, Object> version(SchemaMetadata found) {
        return Map.of("id", found.getId(), "version", found.getVersion(), "schema", found.getSchema());
    }
}

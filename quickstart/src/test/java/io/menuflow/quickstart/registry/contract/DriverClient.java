package io.menuflow.quickstart.registry.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A foreign client in a process of its own, where its libraries meet none of ours. Speaks lines of JSON with one of the
 * programs in {@code src/test/drivers}: {@code {"call":"register","subject":…}} in, {@code {"result":7}} or
 * {@code {"error":{"status":…,"code":…,"message":…}}} out.
 */
final class DriverClient implements RegistryClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private DriverClient(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    static DriverClient start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new DriverClient(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    @Override
    public void connect(Connection to) {
        ObjectNode call = call("connect").put("url", to.url());
        call.put("user_info", to.userInfo()).put("token", to.token());
        if (to.trust() != null) {
            call.put("certificate", to.trust().pem().toString())
                    .put("truststore", to.trust().store().toString())
                    .put("password", to.trust().password());
        }
        answer(call);
    }

    @Override
    public int register(String subject, String schema) {
        return answer(call("register", subject).put("schema", schema)).asInt();
    }

    @Override
    public String schemaById(String subject, int id) {
        return answer(call("schema_by_id", subject).put("id", id)).asText();
    }

    @Override
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        answer(call("subjects")).forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    @Override
    public List<Integer> versions(String subject) {
        List<Integer> versions = new ArrayList<>();
        answer(call("versions", subject)).forEach(version -> versions.add(version.asInt()));
        return versions;
    }

    @Override
    public Version latest(String subject) {
        return version(answer(call("latest", subject)));
    }

    @Override
    public Version version(String subject, int version) {
        return version(answer(call("version", subject).put("version", version)));
    }

    @Override
    public Version lookUp(String subject, String schema) {
        return version(answer(call("look_up", subject).put("schema", schema)));
    }

    @Override
    public boolean compatible(String subject, String schema) {
        return answer(call("compatible", subject).put("schema", schema)).asBoolean();
    }

    @Override
    public String level(String subject) {
        return answer(call("level", subject)).asText();
    }

    @Override
    public void setLevel(String subject, String level) {
        answer(call("set_level", subject).put("level", level));
    }

    private static Version version(JsonNode found) {
        return new Version(
                found.path("id").asInt(),
                found.path("version").asInt(),
                found.path("schema").asText());
    }

    private static ObjectNode call(String name) {
        return MAPPER.createObjectNode().put("call", name);
    }

    private static ObjectNode call(String name, String subject) {
        return call(name).put("subject", subject);
    }

    private JsonNode answer(ObjectNode call) {
        try {
            in.write(call + "\n");
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the driver ended at " + call);
            }
            JsonNode answer = MAPPER.readTree(line);
            if (answer.has("error")) {
                JsonNode error = answer.path("error");
                throw new Refusal(
                        error.path("status").asInt(),
                        error.path("code").asInt(),
                        error.path("message").asText());
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException("the driver does not answer " + call, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.menuflow.serving.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.serving.models.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records runs in a folder, one directory each: {@code run.json}, {@code params.json}, {@code metrics.json}, and of a run
 * that made a model {@code manifest.json} and {@code artefact.zip}.
 */
public final class LocalTracking implements Tracking {

    private static final Logger log = LoggerFactory.getLogger(LocalTracking.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path dir;

    /** Records in {@code dir}, which is made with the first run. */
    public LocalTracking(Path dir) {
        this.dir = dir;
    }

    @Override
    public String record(Run run) {
        Path at = dir.resolve(run.model()).resolve(run.id());
        try {
            Files.createDirectories(at);
            Files.writeString(at.resolve("run.json"), json(about(run)));
            Files.writeString(at.resolve("params.json"), json(new TreeMap<>(run.parameters())));
            Files.writeString(at.resolve("metrics.json"), json(new TreeMap<>(run.metrics())));
            if (run.artefact().isPresent()) {
                Artefact artefact = run.artefact().get();
                Files.writeString(at.resolve("manifest.json"), ManifestJson.text(artefact.manifest()));
                Files.write(at.resolve("artefact.zip"), artefact.toBytes());
            }
            return at.toString();
        } catch (IOException | BadArtefactException e) {
            log.warn("training run {} is not recorded in {}", run.id(), at, e);
            return "not recorded: " + e;
        }
    }

    private static Map<String, Object> about(Run run) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("id", run.id());
        about.put("model", run.model());
        about.put("status", run.failure().isEmpty() ? "FINISHED" : "FAILED");
        run.failure().ifPresent(why -> about.put("failure", why));
        about.put("started", run.started().toString());
        about.put("ended", run.ended().toString());
        about.put("tags", new TreeMap<>(run.tags()));
        return about;
    }

    private static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }
}

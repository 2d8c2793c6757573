package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.serving.models.ModelRecords;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.rest.ModelViews.JobView;
import io.menuflow.serving.rest.ModelViews.JobsView;
import io.menuflow.serving.rest.ModelViews.ModelView;
import io.menuflow.serving.rest.ModelViews.ModelsView;
import io.menuflow.serving.rest.ModelViews.ShelfView;
import io.menuflow.serving.training.TrainingJobs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Models: which there are, which are in force, how they fare, and training another. Any node answers from its view. */
final class ModelRoutes {

    static final Csv.Columns MODELS_CSV =
            Csv.Columns.of("name", "in_force", "pointer/champion", "pointer/challenger", "pointer/changed_at");
    static final Csv.Columns JOBS_CSV = Csv.Columns.of(
            "job_id",
            "model",
            "trigger",
            "state",
            "attempt",
            "requested_at",
            "requested_by",
            "started_at",
            "ended_at",
            "node",
            "progress",
            "error",
            "version",
            "promoted",
            "verdict");

    private static final int LONGEST_BUDGET_S = 86_400;

    private final ModelServices services;
    private final ObjectMapper mapper;

    ModelRoutes(ModelServices services, ObjectMapper mapper) {
        this.services = services;
        this.mapper = mapper;
    }

    void models(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        Instant now = now();
        List<ShelfView> all = shelves().values().stream()
                .map(shelf -> ModelViews.shelf(shelf, services.registry(), now))
                .sorted(Comparator.comparing(ShelfView::name))
                .toList();
        Page.Part<ShelfView> part = page.of(all, ShelfView::name);
        if (page.csv()) {
            Csv.answer(request, mapper, "models", MODELS_CSV, part);
        } else {
            request.json(new ModelsView(part.items(), part.nextCursor()));
        }
    }

    void model(Context request) {
        Questions.onlyKnown(request, Set.of());
        Shelf shelf = shelf(request);
        InForce inForce = services.registry().inForce();
        Instant now = now();
        request.json(new ModelView(
                shelf.name(),
                services.instanceId(),
                ModelViews.inForce(inForce.champion(), now),
                ModelViews.inForce(inForce.challenger(), now),
                ModelViews.shelf(shelf, services.registry(), now),
                services.registry().refusals().stream().map(ModelViews::refusal).toList(),
                ModelViews.watching(services.watch().figures())));
    }

    void promote(Context request) {
        Shelf shelf = shelf(request);
        JsonFields body = body(request);
        String version = body.text("version");
        boolean challenger = body.bool("challenger", false);
        Pointers.Change change = change(request, body);
        refuse(body);
        refuseUnusable(shelf, version);
        point(
                request,
                () -> challenger
                        ? Pointers.challenging(shelf, version, change)
                        : Pointers.promoted(shelf, version, change));
    }

    void rollback(Context request) {
        Shelf shelf = shelf(request);
        JsonFields body = body(request);
        Pointers.Change change = change(request, body);
        refuse(body);
        shelf.earlierChampion().ifPresent(version -> refuseUnusable(shelf, version));
        point(request, () -> Pointers.rolledBack(shelf, change));
    }

    void train(Context request) {
        Shelf shelf = shelf(request);
        JsonFields body = body(request);
        Map<String, String> parameters = body.has(TrainingJobs.BUDGET)
                ? Map.of(TrainingJobs.BUDGET, Integer.toString(body.whole(TrainingJobs.BUDGET, 1, 1, LONGEST_BUDGET_S)))
                : Map.of();
        refuse(body);
        services.jobs().open(shelf.name()).ifPresent(open -> {
            throw Problem.conflict("training job " + open.getJobId() + " is " + open.getState()
                    + "; ask again when it ended: " + ModelViews.status(open));
        });
        TrainingJob job = TrainingJobs.request(shelf.name(), parameters, who(request), now());
        send(() -> ModelRecords.record(services.topics().trainingJobs(), job.getJobId(), job));
        request.status(202).header("Location", ModelViews.status(job)).json(ModelViews.job(job));
    }

    void jobs(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        List<TrainingJob> jobs =
                new ArrayList<>(services.jobs().of(shelf(request).name()));
        Collections.reverse(jobs);
        List<JobView> all = jobs.stream().map(ModelViews::job).toList();
        Page.Part<JobView> part = page.of(all, ModelRoutes::requested, Comparator.reverseOrder());
        if (page.csv()) {
            Csv.answer(request, mapper, "training-jobs", JOBS_CSV, part);
        } else {
            request.json(new JobsView(part.items(), part.nextCursor()));
        }
    }

    /** Ordered as the jobs are: by when they were requested, then by id. */
    private static String requested(JobView job) {
        return String.format(Locale.ROOT, "%019d %s", job.requestedAt().toEpochMilli(), job.jobId());
    }

    void job(Context request) {
        Questions.onlyKnown(request, Set.of());
        String model = shelf(request).name();
        String id = request.pathParam("job");
        request.json(services.jobs()
                .find(id)
                .filter(job -> job.getModel().equals(model))
                .map(ModelViews::job)
                .orElseThrow(() -> Problem.notFound("model " + model + " has no training job " + id)));
    }

    private Shelf shelf(Context request) {
        String name = request.pathParam("name");
        Map<String, Shelf> all = shelves();
        Shelf shelf = all.get(name);
        if (shelf == null) {
            throw Problem.notFound("there is no model " + name + "; there is " + String.join(", ", all.keySet()));
        }
        return shelf;
    }

    private Map<String, Shelf> shelves() {
        return services.registry().topic().all();
    }

    private void refuseUnusable(Shelf shelf, String version) {
        try {
            services.registry().check(shelf.name(), version);
        } catch (BadArtefactException e) {
            String why = String.valueOf(e.getMessage());
            boolean there =
                    shelf.versions().containsKey(version) || shelf.damaged().containsKey(version);
            throw there ? Problem.conflict(why) : Problem.notFound(why);
        }
    }

    private void point(Context request, Supplier<ModelPointer> change) {
        ModelPointer pointer;
        try {
            pointer = change.get();
        } catch (IllegalStateException e) {
            throw Problem.conflict(String.valueOf(e.getMessage()));
        }
        send(() -> ModelRecords.pointer(services.topics().models(), pointer));
        request.json(ModelViews.pointer(pointer));
    }

    private void send(Supplier<ProducerRecord<byte[], byte[]>> record) {
        try {
            services.sender().send(record.get());
        } catch (KafkaException e) {
            throw Problem.unavailable(e.getMessage() + "; sending it again is safe");
        }
    }

    private Pointers.Change change(Context request, JsonFields body) {
        return new Pointers.Change(who(request), body.text("reason", ""), now());
    }

    /** A body may be left out: every field that is not required has a default. */
    private JsonFields body(Context request) {
        Questions.onlyKnown(request, Set.of());
        byte[] bytes = request.bodyAsBytes();
        return JsonFields.of(bytes.length == 0 ? mapper.createObjectNode() : JsonBody.read(mapper, bytes));
    }

    private static void refuse(JsonFields body) {
        body.rejectUnknown();
        if (!body.errors().isEmpty()) {
            throw Problem.invalid(body.errors());
        }
    }

    private String who(Context request) {
        String key = Guard.caller(request).key();
        return (key == null ? "HTTP, " : "key " + key + ", ") + services.instanceId();
    }

    private Instant now() {
        return services.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

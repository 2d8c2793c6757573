package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ItemImport;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.rest.ImportPlan.Change;
import io.menuflow.serving.rest.ImportPlan.LineReport;
import io.menuflow.serving.rest.ImportPlan.LineStatus;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Problem.ProblemException;
import io.menuflow.serving.rest.Writes.Write;
import io.menuflow.topology.menu.RestaurantProfile;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Menus in one piece: as a list, from a file, and back to what they were before one. Every item remembers what it was before
 * the import that wrote it last, so any node that has the menu can undo it.
 */
final class ImportRoutes {

    static final Set<String> LIST = Page.with(Set.of("history"));
    static final Set<String> IMPORT = Set.of("dry_run", "all_or_none");

    static final Csv.Columns IMPORTS_CSV = Csv.Columns.of("import_id", "items", "standing", "changed_since");

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final MenuQueries queries;
    private final Writes writes;
    private final Publisher publisher;
    private final Topics topics;
    private final ObjectMapper mapper;
    private final Clock clock;

    ImportRoutes(
            MenuQueries queries, Writes writes, Publisher publisher, Topics topics, ObjectMapper mapper, Clock clock) {
        this.queries = queries;
        this.writes = writes;
        this.publisher = publisher;
        this.topics = topics;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A part of a menu. */
    record MenuView(String restaurantId, List<RestaurantJson.ItemView> items, @Nullable String nextCursor) {}

    /** What became of a file; no id when nothing was written. */
    record ImportReport(
            @Nullable String importId, boolean dryRun, Map<String, Integer> counts, List<LineReport> lines) {}

    /**
     * An import that wrote items last.
     *
     * @param items how many it wrote
     * @param standing how many of them are as it left them
     * @param changedSince how many were changed by hand since; of the rest, a later import is the last, or they are gone
     */
    record ImportView(String importId, int items, int standing, int changedSince) {}

    /** The imports that can be undone, newest first. */
    record ImportsView(String restaurantId, List<ImportView> imports, @Nullable String nextCursor) {}

    /** What becomes of an item whose import is undone. */
    enum UndoStatus {
        RESTORED,
        REMOVED,
        CHANGED_SINCE,
        REFUSED
    }

    /** What became of an item whose import was undone. */
    record UndoneItem(String itemId, UndoStatus status, List<FieldError> errors) {}

    /**
     * What became of an import that was undone.
     *
     * @param others items it wrote that a later import wrote since, or that are gone
     */
    record UndoReport(String importId, Map<String, Integer> counts, int others, List<UndoneItem> items) {}

    void menu(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, LIST);
        boolean history = Questions.flag(request, "history");
        Page page = Page.of(request);
        List<MenuItem> all = Answers.found(queries.listing(restaurant, partition, standby)).value().stream()
                .sorted(Comparator.comparing(MenuItem::getItemId))
                .toList();
        Page.Part<MenuItem> part = page.of(all, MenuItem::getItemId);
        LocalDate today = today(restaurant, partition, standby);
        if (page.csv()) {
            csv(request, restaurant, page, part, items -> new MenuCsv(items, history, today));
        } else {
            request.json(new MenuView(
                    restaurant,
                    part.items().stream()
                            .map(item -> RestaurantJson.view(item, today))
                            .toList(),
                    part.nextCursor()));
        }
    }

    /** Answers with as many of the items as one import takes back. */
    private static void csv(
            Context request,
            String restaurant,
            Page page,
            Page.Part<MenuItem> part,
            Function<List<MenuItem>, MenuCsv> writer) {
        List<MenuItem> items = part.items();
        MenuCsv csv = writer.apply(items);
        while (items.size() > 1 && !csv.fits()) {
            items = items.subList(0, (items.size() + 1) / 2);
            csv = writer.apply(items);
        }
        boolean whole = items.size() == part.items().size();
        String next = whole
                ? part.nextCursor()
                : page.cursor(items.get(items.size() - 1).getItemId());
        Csv.answer(request, restaurant + "-menu", csv.header(), csv.rows(), next);
    }

    void importFile(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, IMPORT);
        boolean dryRun = Questions.flag(request, "dry_run");
        boolean allOrNone = Questions.flag(request, "all_or_none");
        refuseOtherTypes(request);
        LocalDate today = today(restaurant, partition, false);
        List<MenuFile.Line> lines = MenuFile.read(request.bodyAsBytes());
        ImportPlan plan = ImportPlan.of(restaurant, menu(restaurant, partition), lines, today);
        String id = ID.format(clock.instant()) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
        List<MenuItem> items = marked(plan, id);
        boolean refused = plan.reports().stream().anyMatch(line -> line.status() == LineStatus.REFUSED);
        boolean none = plan.reports().stream().allMatch(line -> line.status() == LineStatus.REFUSED);
        boolean written = !dryRun && !items.isEmpty() && !(allOrNone && refused);
        if (allOrNone && refused) {
            plan.withhold();
        }
        int status = none || (allOrNone && refused) ? 422 : 200;
        if (written) {
            List<CompletableFuture<Void>> sent = new ArrayList<>(items.size());
            items.forEach(
                    item -> sent.add(publisher.send(topics.menuItems(), restaurant + ":" + item.getItemId(), item)));
            Publisher.await(sent);
            // records of a restaurant are applied in the order they were sent: the last tells of all
            MenuItem last = items.get(items.size() - 1);
            Write write = Write.put(restaurant, last.getItemId(), last.getUpdatedAt());
            status = writes.await(request, write, partition) ? 200 : 202;
        }
        request.status(status)
                .json(new ImportReport(
                        written ? id : null,
                        dryRun,
                        counts(
                                LineStatus.class,
                                plan.reports().stream().map(LineReport::status).toList()),
                        plan.reports()));
    }

    void imports(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        Map<String, ImportView> byId = new TreeMap<>(Comparator.reverseOrder());
        for (MenuItem item :
                Answers.found(queries.listing(restaurant, partition, standby)).value()) {
            ItemImport imported = item.getImported();
            if (imported != null) {
                int standing = isChangedSince(item, imported) ? 0 : 1;
                byId.merge(
                        imported.getImportId(),
                        new ImportView(imported.getImportId(), imported.getItems(), standing, 1 - standing),
                        (a, b) -> new ImportView(
                                a.importId(),
                                a.items(),
                                a.standing() + b.standing(),
                                a.changedSince() + b.changedSince()));
            }
        }
        List<ImportView> undoable =
                byId.values().stream().filter(each -> each.standing() > 0).toList();
        Page.Part<ImportView> part = page.of(undoable, ImportView::importId, Comparator.reverseOrder());
        if (page.csv()) {
            Csv.answer(request, mapper, restaurant + "-imports", IMPORTS_CSV, part);
        } else {
            request.json(new ImportsView(restaurant, part.items(), part.nextCursor()));
        }
    }

    void undo(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        String id = request.pathParam("import");
        List<MenuItem> menu = menu(restaurant, partition);
        ImportUndo undo = new ImportUndo(id, menu, this::decoded, now());
        if (undo.isEmpty()) {
            throw Problem.notFound("no item of " + restaurant + " was last written by an import " + id
                    + ": it was undone, or other imports wrote its items since");
        }
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        undo.writes().forEach((item, restored) -> {
            String key = restaurant + ":" + item;
            sent.add(
                    restored == null
                            ? publisher.remove(topics.menuItems(), key)
                            : publisher.send(topics.menuItems(), key, restored));
        });
        Publisher.await(sent);
        boolean applied = sent.isEmpty() || writes.await(request, undo.lastWrite(restaurant), partition);
        request.status(applied ? 200 : 202)
                .json(new UndoReport(
                        id,
                        counts(
                                UndoStatus.class,
                                undo.items().stream().map(UndoneItem::status).toList()),
                        undo.others(),
                        undo.items()));
    }

    /** Whether it was changed since its last import, by hand. */
    static boolean isChangedSince(MenuItem item, ItemImport imported) {
        return !item.getUpdatedAt().equals(imported.getAppliedAt());
    }

    /** The items to be written, each with what it was. */
    private List<MenuItem> marked(ImportPlan plan, String id) {
        List<Change> changes = plan.changes();
        Instant now = now();
        List<MenuItem> items = new ArrayList<>(changes.size());
        for (Change change : changes) {
            MenuItem before = change.before();
            Instant at = before == null || now.isAfter(before.getUpdatedAt())
                    ? now
                    : before.getUpdatedAt().plusMillis(1);
            MenuItem item = MenuItem.newBuilder(change.after())
                    .setUpdatedAt(at)
                    .setImported(ItemImport.newBuilder()
                            .setImportId(id)
                            .setItems(changes.size())
                            .setAppliedAt(at)
                            .setBefore(before == null ? null : remembered(before))
                            .build())
                    .build();
            int bytes = serialized(item).length;
            if (bytes > Topics.MAX_RECORD_BYTES) {
                plan.refuse(
                        item.getItemId(),
                        new FieldError(
                                "line",
                                "would be a record of " + bytes + " bytes with what the item was before, the limit is "
                                        + Topics.MAX_RECORD_BYTES));
            } else {
                items.add(item);
            }
        }
        return items;
    }

    /** One step back: what it remembered itself is left out, or it would grow with every import. */
    private ByteBuffer remembered(MenuItem before) {
        return ByteBuffer.wrap(
                serialized(MenuItem.newBuilder(before).setImported(null).build()));
    }

    private byte[] serialized(MenuItem item) {
        return topics.menuItems()
                .valueSerde()
                .serializer()
                .serialize(topics.menuItems().name(), item);
    }

    private MenuItem decoded(ByteBuffer bytes) {
        byte[] record = new byte[bytes.remaining()];
        bytes.duplicate().get(record);
        return Objects.requireNonNull(topics.menuItems()
                .valueSerde()
                .deserializer()
                .deserialize(topics.menuItems().name(), record));
    }

    private LocalDate today(String restaurant, int partition, boolean standby) {
        return Writing.today(
                RestaurantProfile.of(Answers.found(queries.restaurant(restaurant, partition, standby))
                        .value()),
                clock);
    }

    private List<MenuItem> menu(String restaurant, int partition) {
        Found<List<MenuItem>> found = Answers.found(queries.listing(restaurant, partition, false));
        return found.value();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <E extends Enum<E>> Map<String, Integer> counts(Class<E> type, List<E> statuses) {
        Map<E, Integer> counts = new EnumMap<>(type);
        for (E status : type.getEnumConstants()) {
            counts.put(status, 0);
        }
        statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
        Map<String, Integer> named = new TreeMap<>();
        counts.forEach((status, count) -> named.put(status.name(), count));
        return named;
    }

    private static void refuseOtherTypes(Context request) {
        String type = request.contentType();
        String plain = type == null
                ? ""
                : type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        boolean utf8 = !plain.contains("charset=") || plain.contains("charset=utf-8");
        if (!plain.startsWith(Csv.TYPE) || !utf8) {
            throw new ProblemException(new Problem(
                    "Unsupported media type",
                    415,
                    "a menu is read from a file of type text/csv in UTF-8, not " + (type == null ? "none" : type),
                    List.of()));
        }
    }
}

package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.ItemImport;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.ImportRoutes.UndoStatus;
import io.menuflow.serving.rest.ImportRoutes.UndoneItem;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Writes.Write;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What undoing an import writes: the items that it wrote last, as they were before it, unless they changed since. */
final class ImportUndo {

    private final List<UndoneItem> items = new ArrayList<>();
    /** By item, null where there was none before. */
    private final Map<String, @Nullable MenuItem> writes = new LinkedHashMap<>();

    private final Instant now;
    private int written;

    /**
     * Undoes an import over a menu.
     *
     * @param decoder reads what an item remembers
     */
    ImportUndo(String id, List<MenuItem> menu, Function<ByteBuffer, MenuItem> decoder, Instant now) {
        this.now = later(menu, now);
        List<MenuItem> own = menu.stream()
                .filter(item -> item.getImported() != null
                        && item.getImported().getImportId().equals(id))
                .toList();
        for (MenuItem item : own) {
            ItemImport imported = item.getImported();
            written = imported.getItems();
            if (ImportRoutes.isChangedSince(item, imported)) {
                items.add(new UndoneItem(item.getItemId(), UndoStatus.CHANGED_SINCE, List.of()));
            } else {
                writes.put(
                        item.getItemId(),
                        imported.getBefore() == null
                                ? null
                                : MenuItem.newBuilder(decoder.apply(imported.getBefore()))
                                        .setUpdatedAt(this.now)
                                        .build());
            }
        }
        refuseFaultyRelations(menu);
        writes.forEach((item, restored) -> items.add(
                new UndoneItem(item, restored == null ? UndoStatus.REMOVED : UndoStatus.RESTORED, List.of())));
        items.sort(Comparator.comparing(UndoneItem::itemId));
    }

    /** Later than everything it replaces: two writes in one millisecond stay two. */
    private static Instant later(List<MenuItem> menu, Instant now) {
        return menu.stream().map(item -> item.getUpdatedAt().plusMillis(1)).reduce(now, (a, b) -> a.isAfter(b) ? a : b);
    }

    private void refuseFaultyRelations(List<MenuItem> menu) {
        Map<String, List<FieldError>> faulty;
        do {
            faulty = faulty(menu);
            faulty.forEach((item, errors) -> {
                writes.remove(item);
                items.add(new UndoneItem(item, UndoStatus.REFUSED, errors));
            });
        } while (!faulty.isEmpty());
    }

    private Map<String, List<FieldError>> faulty(List<MenuItem> menu) {
        List<MenuItem> after = Stream.concat(
                        menu.stream().filter(item -> !writes.containsKey(item.getItemId())),
                        writes.values().stream().filter(item -> item != null))
                .toList();
        MenuRelations relations = new MenuRelations(after, List.of());
        Map<String, List<FieldError>> faulty = new LinkedHashMap<>();
        writes.forEach((item, restored) -> {
            String objection = restored == null ? relations.objectionToRemoving(item) : null;
            List<FieldError> errors = restored != null
                    ? relations.faults(restored)
                    : objection == null ? List.of() : List.of(new FieldError("item_id", objection));
            if (!errors.isEmpty()) {
                faulty.put(item, errors);
            }
        });
        return faulty;
    }

    /** Whether no item was last written by the import. */
    boolean isEmpty() {
        return items.isEmpty();
    }

    /** What became of each item, ascending by id. */
    List<UndoneItem> items() {
        return List.copyOf(items);
    }

    /** Items the import wrote that are not among {@link #items}. */
    int others() {
        return Math.max(0, written - items.size());
    }

    /** What is to be written, by item, null for a tombstone. */
    Map<String, @Nullable MenuItem> writes() {
        return writes;
    }

    /** The last of the writes, which is applied after all others. */
    Write lastWrite(String restaurant) {
        String last = "";
        for (String item : writes.keySet()) {
            last = item;
        }
        return writes.get(last) == null ? Write.delete(restaurant, last, now) : Write.put(restaurant, last, now);
    }
}

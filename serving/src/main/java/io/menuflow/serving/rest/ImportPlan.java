package io.menuflow.serving.rest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.Problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a file makes of a menu, line by line, before anything is written. */
final class ImportPlan {

    private final String restaurant;
    private final LocalDate today;
    private final Map<String, MenuItem> menu = new LinkedHashMap<>();
    /** Items that lines were read of, as they come out. */
    private final Map<String, MenuItem> after = new LinkedHashMap<>();

    private final Map<String, ItemClaims> claims = new HashMap<>();
    private final List<LineReport> reports = new ArrayList<>();

    private ImportPlan(String restaurant, Collection<MenuItem> listed, LocalDate today) {
        this.restaurant = restaurant;
        this.today = today;
        listed.forEach(item -> menu.put(item.getItemId(), item));
    }

    /** What becomes of a line. */
    enum LineStatus {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED,
        /** Nothing is wrong with it, but with another one of all or none. */
        NOT_WRITTEN
    }

    /**
     * What became of a line.
     *
     * @param line where it begins in the file, from 1
     * @param itemId null when it names none
     */
    record LineReport(int line, @Nullable String itemId, LineStatus status, List<FieldError> errors) {}

    /** An item that is written: as it was, null when it is new, and as it becomes, but for when. */
    record Change(@Nullable MenuItem before, MenuItem after) {}

    /** Reads every line over the menu as the lines before left it; several of one item follow one another. */
    static ImportPlan of(String restaurant, Collection<MenuItem> menu, List<MenuFile.Line> lines, LocalDate today) {
        ImportPlan plan = new ImportPlan(restaurant, menu, today);
        lines.forEach(plan::read);
        plan.refuseFaultyRelations();
        return plan;
    }

    private void read(MenuFile.Line line) {
        String id = ItemLine.id(line);
        if (id.isEmpty()) {
            List<FieldError> errors = new ArrayList<>(line.errors());
            errors.add(new FieldError("item_id", Ids.ITEM_RULE));
            reports.add(new LineReport(line.number(), line.cells().get("item_id"), LineStatus.REFUSED, errors));
            return;
        }
        MenuItem before = after.getOrDefault(id, menu.get(id));
        ItemLine.Read read = ItemLine.read(line, restaurant, before, today);
        LineStatus status = LineStatus.REFUSED;
        List<FieldError> errors = read.item() == null
                ? read.errors()
                : claims.computeIfAbsent(id, item -> new ItemClaims()).add(line, before, today);
        if (read.item() != null && errors.isEmpty()) {
            status = before == null
                    ? LineStatus.CREATED
                    : Records.same(read.item(), before) ? LineStatus.UNCHANGED : LineStatus.CHANGED;
            after.put(id, read.item());
        }
        reports.add(new LineReport(line.number(), id, status, errors));
    }

    /** Looks at the menu as it would come out; an item that is refused may be what another one names. */
    private void refuseFaultyRelations() {
        Map<String, List<FieldError>> faulty;
        do {
            MenuRelations relations = new MenuRelations(menu.values(), after.values());
            faulty = new HashMap<>();
            for (MenuItem item : after.values()) {
                List<FieldError> faults = isChanged(item) ? relations.faults(item) : List.of();
                if (!faults.isEmpty()) {
                    faulty.put(item.getItemId(), faults);
                }
            }
            for (Map.Entry<String, List<FieldError>> fault : faulty.entrySet()) {
                after.remove(fault.getKey());
                reports.replaceAll(report -> Objects.equals(report.itemId(), fault.getKey())
                        ? new LineReport(report.line(), report.itemId(), LineStatus.REFUSED, fault.getValue())
                        : report);
            }
        } while (!faulty.isEmpty());
    }

    private boolean isChanged(MenuItem item) {
        MenuItem before = menu.get(item.getItemId());
        return before == null || !Records.same(item, before);
    }

    /** What is to be written, an item once. */
    List<Change> changes() {
        return after.values().stream()
                .filter(this::isChanged)
                .map(item -> new Change(menu.get(item.getItemId()), item))
                .toList();
    }

    /** Refuses an item after all. */
    void refuse(String id, FieldError error) {
        after.remove(id);
        reports.replaceAll(report -> id.equals(report.itemId())
                ? new LineReport(report.line(), id, LineStatus.REFUSED, List.of(error))
                : report);
    }

    /** Says of all lines that would be written that they are not. */
    void withhold() {
        reports.replaceAll(report -> report.status() == LineStatus.CREATED || report.status() == LineStatus.CHANGED
                ? new LineReport(report.line(), report.itemId(), LineStatus.NOT_WRITTEN, List.of())
                : report);
    }

    /** What became of each line, in the order of the file. */
    List<LineReport> reports() {
        return List.copyOf(reports);
    }
}

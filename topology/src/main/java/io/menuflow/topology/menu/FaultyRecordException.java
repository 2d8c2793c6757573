package io.menuflow.topology.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A published record that cannot be what it says: every wrong field, with what would be right. */
public final class FaultyRecordException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    private FaultyRecordException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** One wrong field: its path, and what is wrong with it. */
    public record Fault(String field, String message) {}

    /** Every wrong field, at least one. */
    public List<Fault> faults() {
        return faults;
    }

    /** Collects the first faults of one record while it is read. */
    static final class Faults {

        private static final int MAX = 50;

        private final List<Fault> found = new ArrayList<>();

        void unless(boolean right, String field, String message) {
            if (!right && found.size() < MAX) {
                found.add(new Fault(field, message));
            }
        }

        /** Ends the reading of a record with faults. */
        void raise() {
            if (!found.isEmpty()) {
                throw new FaultyRecordException(found);
            }
        }
    }
}

package io.menuflow.topology.menu;

import java.math.BigDecimal;
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
        /** 1E-999999999 is short to write, and fills the memory of the node that calculates with it. */
        private static final int MAX_DIGITS = 20;

        private final List<Fault> found = new ArrayList<>();

        void unless(boolean right, String field, String message) {
            if (!right && found.size() < MAX) {
                found.add(new Fault(field, message));
            }
        }

        /** A decimal number within bounds; what is none is noted, and 1 read in its place. */
        BigDecimal decimal(String field, String value, boolean zero, String max) {
            try {
                BigDecimal number = new BigDecimal(value.length() > MAX_DIGITS ? "-1" : value);
                boolean right = Math.abs((long) number.scale()) <= MAX_DIGITS
                        && number.signum() >= (zero ? 0 : 1)
                        && number.compareTo(new BigDecimal(max)) <= 0;
                unless(
                        right,
                        field,
                        "must be a number " + (zero ? "from 0" : "above 0 and up") + " to " + max + " of at most "
                                + MAX_DIGITS + " digits");
                return right ? number : BigDecimal.ONE;
            } catch (NumberFormatException e) {
                unless(false, field, "'" + value + "' is no number");
                return BigDecimal.ONE;
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

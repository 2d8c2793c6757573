package io.menuflow.connectors.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All lines of one check, in the order of the file.
 *
 * @param closedAt the latest line's time
 */
record LineGroup(String transactionId, Instant closedAt, List<SaleLine> lines) {

    /** By time, then by id: the order checks are sent in. */
    static final Comparator<LineGroup> BY_TIME =
            Comparator.comparing(LineGroup::closedAt).thenComparing(LineGroup::transactionId);

    static final SpillCodec<LineGroup> CODEC = new Codec();

    /** @param lines at least one, all with the same transaction id */
    static LineGroup of(List<SaleLine> lines) {
        Instant latest = lines.get(0).closedAt();
        for (SaleLine line : lines) {
            latest = line.closedAt().isAfter(latest) ? line.closedAt() : latest;
        }
        return new LineGroup(lines.get(0).transactionId(), latest, lines);
    }

    private static final class Codec implements SpillCodec<LineGroup> {

        private final SaleLineCodec lines = new SaleLineCodec();

        @Override
        public long weight(LineGroup group) {
            long weight = 100;
            for (SaleLine line : group.lines()) {
                weight += lines.weight(line);
            }
            return weight;
        }

        @Override
        public void write(LineGroup group, DataOutput out) throws IOException {
            out.writeInt(group.lines().size());
            for (SaleLine line : group.lines()) {
                lines.write(line, out);
            }
        }

        @Override
        public LineGroup read(DataInput in) throws IOException {
            int count = in.readInt();
            List<SaleLine> read = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                read.add(lines.read(in));
            }
            return LineGroup.of(read);
        }
    }
}

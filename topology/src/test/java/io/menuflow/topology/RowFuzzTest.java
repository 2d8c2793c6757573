package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.schemas.Topics;
import io.menuflow.topology.arrival.Arrived;
import io.menuflow.topology.classify.OutlookRow;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.sales.CheckRow;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Damaged rows cost their own size: they are read, or refused as what they are, never by an error. */
class RowFuzzTest {

    @Test
    void shouldReadOrRefuse_whateverARowsBytes() {
        List<byte[]> checks;
        List<byte[]> months;
        List<byte[]> snapshots;
        List<byte[]> outlooks;
        List<byte[]> parked;
        try (OutlookModel model = TinyModels.loaded("v1", 1);
                TopologyBench bench =
                        new TopologyBench(new Disk(), TopologySettings.of(1), new Topics(new InMemoryRegistry()))) {
            Histories.of(new Random(3), 10).forEach(delivery -> bench.send(delivery.check()));
            parked = rows(bench, Names.PARKING_STORE, "");
            Histories.restaurants().forEach(bench::send);
            Histories.menu().forEach(bench::send);
            Histories.of(new Random(2), 80).forEach(delivery -> bench.send(delivery.check()));
            bench.snapshot("diner");
            checks = rows(bench, Names.CHECK_STORE, "");
            months = rows(bench, Names.SALES_STORE, "64696e6572006d"); // diner's months
            snapshots = rows(bench, Names.SNAPSHOT_STORE, "");
            bench.models.set(new InForce(model, null));
            bench.snapshot("diner");
            outlooks = rows(bench, Names.SNAPSHOT_STORE, "64696e6572006f"); // where diner's items are heading
        }

        fuzz(checks, row -> CheckRow.of(row).toBytes());
        fuzz(months, row -> MonthRow.of(row).forEach((day, slot, tally) -> {}));
        fuzz(months, row -> MonthRow.of(row).from(15).firstSoldDay(16));
        fuzz(snapshots, row -> Snapshot.of(row).toBytes());
        fuzz(outlooks, OutlookRow::of);
        fuzz(parked, Arrived::of);
    }

    private static void fuzz(List<byte[]> rows, Consumer<byte[]> reader) {
        assertThat(rows).isNotEmpty();
        Fuzz.run(4_000, random -> {
            byte[] row = rows.get(random.nextInt(rows.size()));
            byte[] damaged = Damage.to(row, rows.get(random.nextInt(rows.size())), random);
            try {
                reader.accept(damaged);
            } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
                // it says itself that it is no such row
            }
        });
    }

    private static List<byte[]> rows(TopologyBench bench, String store, String prefix) {
        List<byte[]> rows = new ArrayList<>();
        bench.rows(store).forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                rows.add(HexFormat.of().parseHex(value));
            }
        });
        return rows;
    }
}

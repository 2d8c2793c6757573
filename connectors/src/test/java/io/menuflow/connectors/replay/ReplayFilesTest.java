package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file may be, and what is said of one that is something else. */
class ReplayFilesTest {

    private static final String CSV = "id,time,item,qty,price\na,2024-05-02 11:00,Café,2,4.25\n";

    private final Path directory;

    private final ReplayFixture fixture;

    ReplayFilesTest(@TempDir Path directory) {
        this.directory = directory;
        fixture = new ReplayFixture(directory);
    }

    @Test
    void shouldUnpackByContent_whateverTheName() {
        replay("packed.csv", ReplayFixture.gzip(CSV));
        replay("plain.csv.gz", CSV.getBytes(StandardCharsets.UTF_8));

        assertThat(fixture.sink.checks).hasSize(2);
        assertThat(fixture.sink.checks.get(0).lines())
                .isEqualTo(fixture.sink.checks.get(1).lines());
    }

    @Test
    void shouldIssueTheSameIds_whenAFileIsReplayedPackedAndPlain() {
        replay("orders.csv", CSV.getBytes(StandardCharsets.UTF_8));
        replay("orders.csv.gz", ReplayFixture.gzip(CSV));

        assertThat(fixture.sink.checks.get(0)).isEqualTo(fixture.sink.checks.get(1));
    }

    @Test
    void shouldIgnoreTheMark_whenAFileBeginsWithOne() {
        Summary summary = replay("orders.csv", ("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_8));

        assertThat(summary.linesSent()).isEqualTo(1);
    }

    @Test
    void shouldReadAnotherCharset_whenTheMappingNamesIt() {
        Mapping latin = Mappings.of("format: {charset: windows-1252}\n" + Mappings.PLAIN);
        Mapping wide = Mappings.of("format: {charset: UTF-16}\n" + Mappings.PLAIN);

        fixture.replay(latin, ReplayOptions.DEFAULT, fixture.file("a.csv", CSV.getBytes(StandardCharsets.ISO_8859_1)));
        fixture.replay(wide, ReplayOptions.DEFAULT, fixture.file("b.csv", CSV.getBytes(StandardCharsets.UTF_16)));

        assertThat(fixture.sink.checks)
                .hasSize(2)
                .allSatisfy(check -> assertThat(check.lines().get(0).itemName()).isEqualTo("Café"));
    }

    @Test
    void shouldListTheColumnsFound_whenMappedOnesAreMissing() {
        assertThatThrownBy(() ->
                        replay("orders.csv", "Id,Time,item,qty,qty\n1,2,3,4,5\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("orders.csv has no column ")
                .hasMessageContaining("'id'")
                .hasMessageContaining("'time'")
                .hasMessageContaining("'price'")
                .hasMessageContaining("more than one column 'qty'")
                .hasMessageContaining("the mapping test.yaml")
                .hasMessageEndingWith("it has 'Id', 'Time', 'item', 'qty', 'qty'");
        assertThat(fixture.sink.kinds).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrong_whenThereIsNothingToRead() {
        assertThatThrownBy(() -> replay("empty.csv", new byte[0])).hasMessageEndingWith("empty.csv is empty");
        assertThatThrownBy(() -> replay("e.csv.gz", ReplayFixture.gzip(""))).hasMessageEndingWith("e.csv.gz is empty");
        assertThatThrownBy(() -> replay("h.csv", "id,time,item,qty,price\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageEndingWith("h.csv has a header and no lines");
        assertThatThrownBy(() -> fixture.replay(Mappings.plain(), ReplayOptions.DEFAULT, directory))
                .hasMessageEndingWith(" is a directory, not a file");
        assertThatThrownBy(
                        () -> fixture.replay(Mappings.plain(), ReplayOptions.DEFAULT, directory.resolve("missing.csv")))
                .hasMessageEndingWith("missing.csv does not exist");
        assertThat(fixture.sink.kinds).isEmpty();
    }

    @Test
    void shouldSayWhatItIs_whenItIsNotCsv() {
        assertThatThrownBy(() -> replay("x.csv", new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("begins like a gzip file and is none");
        assertThatThrownBy(() -> replay("x.xlsx", new byte[] {'P', 'K', 3, 4, 20}))
                .hasMessageContaining("Excel workbook");
        assertThatThrownBy(() -> replay("x.csv", CSV.getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("set format.charset to UTF-16");
    }

    @Test
    void shouldSendNothing_whenAPackedFileIsCutShort() {
        byte[] whole = ReplayFixture.gzip(CSV + "b,2024-05-02 11:00,Tea,2,4.25\n".repeat(100));

        assertThatThrownBy(() -> replay("cut.csv.gz", Arrays.copyOf(whole, whole.length - 12)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("cut.csv.gz is damaged: after ");
        assertThat(fixture.sink.kinds).isEmpty();
    }

    private Summary replay(String name, byte[] content) {
        return fixture.replay(Mappings.plain(), ReplayOptions.DEFAULT, fixture.file(name, content));
    }
}

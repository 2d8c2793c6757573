package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillingSorterTest {

    @Property(tries = 200)
    void shouldSortLikeAList_howeverLittleFitsInMemory(
            @ForAll List<String> values, @ForAll @IntRange(min = 1, max = 20) int held) throws IOException {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));

        try (SpillingSorter<String> sorter = sorter(new SortLimits(held, Long.MAX_VALUE, directory))) {
            List<String> sorted = sort(sorter, values);

            assertThat(sorted).isEqualTo(values.stream().sorted().toList());
            assertThat(sorter.spills()).isLessThanOrEqualTo(values.size() / held + 1);
        }
    }

    @Test
    void shouldGoToDisk_whenTheWeightIsReached(@TempDir Path directory) throws IOException {
        try (SpillingSorter<String> sorter = sorter(new SortLimits(1_000, 10, directory))) {
            List<String> sorted = sort(sorter, List.of("cccc", "aaaa", "bbbb", "dddd", "eeee"));

            assertThat(sorted).containsExactly("aaaa", "bbbb", "cccc", "dddd", "eeee");
            assertThat(sorter.spills()).isEqualTo(2);
        }
    }

    @Test
    void shouldLeaveNoFile_whenClosedBeforeTheEnd(@TempDir Path directory) throws IOException {
        try (SpillingSorter<String> sorter = sorter(new SortLimits(1, 1, directory))) {
            sorter.add("b");
            sorter.add("a");
            assertThat(sorter.spills()).isEqualTo(2);
        }

        assertThat(files(directory)).isEmpty();
    }

    @Test
    void shouldTellWhy_whenTheDirectoryCannotBeWritten(@TempDir Path directory) throws IOException {
        try (SpillingSorter<String> sorter = sorter(new SortLimits(1, 1, directory.resolve("missing")))) {
            assertThatThrownBy(() -> sorter.add("a")).isInstanceOf(IOException.class);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var list = Files.list(directory)) {
            return list.toList();
        }
    }

    private static List<String> sort(SpillingSorter<String> sorter, List<String> values) throws IOException {
        for (String value : values) {
            sorter.add(value);
        }
        List<String> sorted = new ArrayList<>();
        SpillingSorter.Sorted<String> out = sorter.sorted();
        for (String next = out.next(); next != null; next = out.next()) {
            sorted.add(next);
        }
        return sorted;
    }

    private static SpillingSorter<String> sorter(SortLimits limits) {
        return new SpillingSorter<>(Comparator.naturalOrder(), new Texts(), limits);
    }

    private static final class Texts implements SpillCodec<String> {

        @Override
        public long weight(String value) {
            return value.length();
        }

        @Override
        public void write(String value, DataOutput out) throws IOException {
            out.writeInt(value.length());
            out.writeChars(value);
        }

        @Override
        public String read(DataInput in) throws IOException {
            char[] chars = new char[in.readInt()];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = in.readChar();
            }
            return new String(chars);
        }
    }
}

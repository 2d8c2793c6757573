package io.menuflow.serving.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    private static final Instant AT = Instant.parse("2026-11-24T06:00:00Z");
    private static final Manifest ANY = TinyModels.artefact("any").manifest();

    @Test
    void shouldTakeBackTheOldestThatEnded_butNoneThatWaitsRunsOrIsNeeded() {
        TrainingJob needed = job("a", TrainingState.SUCCEEDED);
        List<TrainingJob> jobs = List.of(
                needed,
                job("b", TrainingState.RUNNING),
                job("c", TrainingState.FAILED),
                job("d", TrainingState.REQUESTED),
                job("e", TrainingState.SUCCEEDED),
                job("f", TrainingState.FAILED),
                job("g", TrainingState.SUCCEEDED));

        assertThat(Retention.jobs(jobs, 2, Optional.of(needed))).containsExactly("c", "e");
        assertThat(Retention.jobs(jobs, 2, Optional.empty())).containsExactly("a", "c", "e");
        assertThat(Retention.jobs(jobs, 5, Optional.empty())).isEmpty();
        assertThat(Retention.jobs(jobs, Integer.MAX_VALUE, Optional.empty())).isEmpty();
        assertThat(Retention.jobs(List.of(), 1, Optional.empty())).isEmpty();
    }

    @Test
    void shouldKeepWhatIsInUse_howeverOldItIs() {
        Shelf shelf = shelf(10, pointer("v2", "v4", "v1", "v0"));
        try (OutlookModel stayed = loaded("v3")) {
            assertThat(Retention.versions(shelf, 2, new InForce(stayed, null)))
                    .containsExactlyInAnyOrder("v5", "v6", "v7");
            assertThat(Retention.versions(shelf, 2, new InForce(null, stayed)))
                    .containsExactlyInAnyOrder("v5", "v6", "v7");
        }
        assertThat(Retention.versions(shelf, 2, InForce.NONE)).containsExactlyInAnyOrder("v3", "v5", "v6", "v7");
        assertThat(Retention.versions(shelf, 10, InForce.NONE)).isEmpty();
        assertThat(Retention.versions(shelf(10, null), 9, InForce.NONE)).containsExactly("v0");
        assertThat(Retention.versions(Shelf.empty("outlook"), 1, InForce.NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldLeaveTheNewestAndTheUsed_andNothingElse_whateverThePointer(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int versions = random.nextInt(12);
            int kept = 1 + random.nextInt(6);
            List<String> named = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                named.add("v" + random.nextInt(14)); // some that are not there
            }
            Shelf shelf = shelf(versions, pointer(named.get(0), named.get(1), named.get(2), named.get(3)));

            Set<String> left = new HashSet<>(shelf.versions().keySet());
            left.removeAll(Retention.versions(shelf, kept, InForce.NONE));

            Set<String> expected = new HashSet<>(named);
            for (int i = Math.max(0, versions - kept); i < versions; i++) {
                expected.add("v" + i);
            }
            expected.retainAll(shelf.versions().keySet());
            assertThat(left).isEqualTo(expected);
        }
    }

    private static TrainingJob job(String id, TrainingState state) {
        return TrainingJob.newBuilder()
                .setJobId(id)
                .setModel("outlook")
                .setTrigger(TrainingTrigger.MANUAL)
                .setState(state)
                .setRequestedAt(AT)
                .setRequestedBy("test")
                .build();
    }

    /** Versions v0, v1 and so on, in the order they were published; what is said of them is the same. */
    private static Shelf shelf(int versions, ModelPointer pointer) {
        Map<String, Published> published = new HashMap<>();
        for (int i = 0; i < versions; i++) {
            published.put("v" + i, new Published(ANY, AT, "test", 100, 7 + 2 * i));
        }
        return new Shelf("outlook", pointer, published, Map.of());
    }

    private static ModelPointer pointer(String champion, String challenger, String... earlier) {
        return ModelPointer.newBuilder()
                .setName("outlook")
                .setChampion(champion)
                .setChallenger(challenger)
                .setChangedAt(AT)
                .setChangedBy("test")
                .setEarlier(List.of(earlier))
                .build();
    }

    private static OutlookModel loaded(String version) {
        return TinyModels.loaded(version, 1);
    }
}

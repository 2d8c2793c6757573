package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.query.Eligibility.Candidate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final HostInfo SELF = new HostInfo("me", 1);
    private static final HostInfo OTHER = new HostInfo("other", 2);
    private static final HostInfo THIRD = new HostInfo("third", 3);

    private final Set<HostInfo> silent = new HashSet<>();
    private String refusalOfCopy;
    private final Eligibility eligibility = new Eligibility(SELF, partition -> refusalOfCopy, silent::contains);

    @Test
    void shouldAskTheActiveFirst_whenItIsAnotherNode() {
        assertThat(eligibility.candidates(new Location(7, OTHER, Set.of(SELF)), false, false))
                .containsExactly(new Candidate(OTHER, false, false, null), new Candidate(SELF, true, true, null));
    }

    @Test
    void shouldAnswerItself_whenItIsTheActive() {
        assertThat(eligibility
                        .candidates(new Location(7, SELF, Set.of(OTHER)), true, false)
                        .get(0))
                .isEqualTo(new Candidate(SELF, true, false, null));
    }

    @Test
    void shouldAskStandbys_whenNobodyIsActive() {
        assertThat(eligibility.candidates(new Location(7, null, Set.of(OTHER)), false, false))
                .containsExactly(new Candidate(OTHER, false, true, null));
        assertThat(eligibility.candidates(new Location(7, null, Set.of()), false, false))
                .isEmpty();
    }

    @Test
    void shouldSayWhy_whenTheQuestionAlreadyTookItsHop() {
        List<Candidate> candidates = eligibility.candidates(new Location(7, OTHER, Set.of(THIRD)), true, false);

        assertThat(candidates)
                .extracting(Candidate::refusal)
                .containsExactly(
                        "the question already took its one hop and other:2 is another node",
                        "the question already took its one hop and third:3 is another node");
    }

    @Test
    void shouldSayWhy_whenAWriteMeetsAStandby() {
        List<Candidate> candidates = eligibility.candidates(new Location(7, SELF, Set.of(THIRD)), false, true);

        assertThat(candidates)
                .containsExactly(
                        new Candidate(SELF, true, false, null),
                        new Candidate(THIRD, false, true, "a write needs the active node and third:3 is a standby"));
    }

    @Test
    void shouldSayWhy_whenAWriteHoppedToAStandby() {
        assertThat(eligibility.candidates(new Location(7, null, Set.of(SELF)), true, true))
                .extracting(Candidate::refusal)
                .containsExactly("a write needs the active node and me:1 is a standby");
    }

    @Test
    void shouldSayWhy_whenItsOwnCopyIsTooFarBehind() {
        refusalOfCopy = "it is 12000 records behind";

        assertThat(eligibility.candidates(new Location(7, OTHER, Set.of(SELF)), false, false))
                .containsExactly(
                        new Candidate(OTHER, false, false, null),
                        new Candidate(SELF, true, true, "it is 12000 records behind"));
    }

    @Test
    void shouldAskItsOwnCopyBeforeOthers() {
        assertThat(eligibility.candidates(new Location(7, null, Set.of(THIRD, SELF, OTHER)), false, false))
                .extracting(Candidate::node)
                .first()
                .isEqualTo(SELF);
    }

    @Test
    void shouldAskLast_whoLeftAQuestionUnanswered() {
        silent.add(OTHER);

        assertThat(eligibility.candidates(new Location(7, OTHER, Set.of(THIRD)), false, false))
                .containsExactly(new Candidate(THIRD, false, true, null), new Candidate(OTHER, false, false, null));
    }
}

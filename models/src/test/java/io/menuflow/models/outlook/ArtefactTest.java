package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArtefactTest {

    @Test
    void shouldComeBackTheSame_whenReadFromItsBytes() throws Exception {
        Artefact artefact = TinyModels.artefact("v-1", true);

        Artefact back = Artefact.of(artefact.toBytes());

        assertThat(back.manifest()).isEqualTo(artefact.manifest());
        assertThat(back.booster()).isEqualTo(artefact.booster());
        assertThat(back.toBytes()).isEqualTo(artefact.toBytes());
    }

    @Test
    void shouldRefuse_whenAnyByteOfTheModelChanged() throws Exception {
        Artefact artefact = TinyModels.artefact("v-1", true);
        byte[] changed = artefact.booster().clone();
        changed[changed.length / 2] ^= 1;

        assertThatThrownBy(() -> new Artefact(artefact.manifest(), changed))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldNeverLoadSomethingElse_whenItsBytesAreDamaged() throws Exception {
        Artefact artefact = TinyModels.artefact("v-1", true);
        byte[] bytes = artefact.toBytes();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Artefact read = Artefact.of(damaged);
                assertThat(read.booster()).isEqualTo(artefact.booster());
            } catch (BadArtefactException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void shouldSayWhatIsMissing_whenItIsNoArtefact() {
        assertThatThrownBy(() -> Artefact.of(new byte[0]))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("manifest.json");
        assertThatThrownBy(() -> Artefact.of("PK but no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadArtefactException.class);
        assertThatThrownBy(() -> Artefact.of(zip("manifest.json", new byte[] {'{', '}'})))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("both");
    }

    @Test
    void shouldRefuse_whenItIsTooLargePackedOrUnpacked() throws Exception {
        assertThatThrownBy(() -> Artefact.of(new byte[Artefact.MAX_BYTES + 1]))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("at most " + Artefact.MAX_BYTES);
        byte[] bomb = zip("booster.ubj", new byte[5 * Artefact.MAX_BYTES]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Artefact.of(bomb))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("larger than allowed");
    }

    @Test
    void shouldRefuse_whenTheVersionCannotBeAKey() {
        for (String version : new String[] {"", "a/b", "a b", "x".repeat(65)}) {
            assertThatThrownBy(() -> TinyModels.artefact(version, true))
                    .isInstanceOf(BadArtefactException.class)
                    .hasMessageContaining("version");
        }
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}

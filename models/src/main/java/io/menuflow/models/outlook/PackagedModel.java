package io.menuflow.models.outlook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The model that comes with the program, trained on simulated restaurants: for the first minute, and it says so. */
public final class PackagedModel {

    private static final String FILE = "packaged.zip";

    private PackagedModel() {}

    /** The artefact; throws BadArtefactException when the program was put together wrongly. */
    public static Artefact artefact() throws BadArtefactException {
        try (InputStream in = Objects.requireNonNull(PackagedModel.class.getResourceAsStream(FILE), FILE)) {
            return Artefact.of(in.readAllBytes());
        } catch (IOException e) {
            throw new BadArtefactException("the packaged model cannot be read: " + e.getMessage(), e);
        }
    }
}

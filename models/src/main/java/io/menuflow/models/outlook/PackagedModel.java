package io.menuflow.models.outlook;

import java.io.IOException;
import java.io.InputStream;

/** The model that comes with Menuflow, so that the first minute has an outlook; trained on simulated restaurants. */
public final class PackagedModel {

    private static final String FILE = "packaged.zip";

    private PackagedModel() {}

    /** The artefact; throws BadArtefactException when it cannot be read from the program. */
    public static Artefact artefact() throws BadArtefactException {
        try (InputStream file = PackagedModel.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new BadArtefactException("this program was built without " + FILE);
            }
            return Artefact.of(file.readAllBytes());
        } catch (IOException e) {
            throw new BadArtefactException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}

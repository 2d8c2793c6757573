package io.menuflow.models.outlook;

import java.io.IOException;
import java.io.InputStream;

/** The model that comes with the program, trained on simulated restaurants: for the first minute, and it says so. */
public final class PackagedModel {

    private static final String FILE = "packaged.zip";

    private PackagedModel() {}

    /** The artefact; throws BadArtefactException when the program was put together wrongly. */
    public static Artefact artefact() throws BadArtefactException {
        return of(PackagedModel.class, FILE);
    }

    /** The artefact in a file beside a class; throws BadArtefactException when there is none. */
    public static Artefact of(Class<?> beside, String file) throws BadArtefactException {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new BadArtefactException("there is no packaged model " + file);
            }
            return Artefact.of(in.readAllBytes());
        } catch (IOException e) {
            throw new BadArtefactException("the packaged model cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.menuflow.models.demand;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.PackagedModel;

/** The model of demand that comes with the program, trained on simulated restaurants, and it says so. */
public final class PackagedDemandModel {

    private static final String FILE = "packaged-demand.zip";

    private PackagedDemandModel() {}

    /** The artefact; throws BadArtefactException when the program was put together wrongly. */
    public static Artefact artefact() throws BadArtefactException {
        return PackagedModel.of(PackagedDemandModel.class, FILE);
    }
}

package io.menuflow.serving.training;

import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import java.util.List;

/** The training jobs of a cluster, as far as they have been read. */
interface Jobs {

    /** All jobs, oldest first. */
    List<TrainingJob> all();

    /** Whether all records before {@code offset} have been read. */
    boolean hasRead(long offset);

    /** Those of a model, oldest first. */
    default List<TrainingJob> of(String model) {
        return all().stream().filter(job -> job.getModel().equals(model)).toList();
    }

    /** Those in a state, oldest first. */
    default List<TrainingJob> in(TrainingState state) {
        return all().stream().filter(job -> job.getState() == state).toList();
    }
}

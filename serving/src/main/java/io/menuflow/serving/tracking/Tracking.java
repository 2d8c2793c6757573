package io.menuflow.serving.tracking;

/** Where training runs are recorded. */
@FunctionalInterface
public interface Tracking {

    /** Records a run and says where; never fails the training: what goes wrong is logged and said in the answer. */
    String record(Run run);
}

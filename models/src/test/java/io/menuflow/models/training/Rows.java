package io.menuflow.models.training;

/** Rows to test with. */
final class Rows {

    private Rows() {}

    static Row row(String restaurant, int closedDay, String item, int state, int label, float... features) {
        return new Row(restaurant, closedDay, item, features, state, label);
    }
}

package io.menuflow.models.features;

import java.util.ArrayList;
import java.util.List;

/** All features, and one that reads what is to be foretold. */
public final class LeakyFeatures {

    private LeakyFeatures() {}

    public static Features all() {
        List<Feature> all = new ArrayList<>(Features.ALL.list());
        all.add(new Feature(
                "cells_to_come",
                "cells",
                0,
                "cells to come",
                item -> item.item.days().size() - item.item.days().from(item.menu.closedDay + 1)));
        return new Features(all);
    }
}

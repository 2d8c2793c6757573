package io.menuflow.bench.crash.recompute;

import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.PackagedDemandModel;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.topology.closes.DayClose;
import java.time.LocalDate;

/**
 * What is forecast and advised at the last day close, from the closed days of the recompute. The mathematics and the model are
 * the product's own: what is compared is what they were given.
 */
final class DayCloses {

    private final DemandModel model;
    private final int historyDays;

    DayCloses(int historyDays) {
        this.historyDays = historyDays;
        try {
            model = DemandModel.load(PackagedDemandModel.artefact());
        } catch (BadArtefactException e) {
            throw new IllegalStateException(e);
        }
    }

    DayClose of(PublishedHistory published, Books books, LocalDate latest) {
        int closed = (int) latest.minusDays(1).toEpochDay();
        HourProfile.Builder hours =
                new HourProfile.Builder(published.profile().calendar().on(closed + 1));
        books.hours().forEach((cell, amounts) -> {
            int day = (int) cell.day().toEpochDay();
            if (HourProfile.needs(closed).contains(day)) {
                hours.add(day, cell.hour(), amounts.units().movePointRight(5).longValueExact());
            }
        });
        return DayClose.of(model, published.profile(), published.history(), hours.build(), closed, historyDays);
    }
}

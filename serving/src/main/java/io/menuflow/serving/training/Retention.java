package io.menuflow.serving.training;

import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of the jobs and versions need not be kept: all but the newest, unless somebody may still ask for it by name. */
final class Retention {

    private Retention() {}

    /**
     * Ids of jobs that ended and are older than the newest {@code kept} of these.
     *
     * @param jobs oldest first
     * @param needed a job that stays however old it is
     */
    static List<String> jobs(List<TrainingJob> jobs, int kept, Optional<TrainingJob> needed) {
        List<TrainingJob> ended = jobs.stream()
                .filter(job -> job.getState() == TrainingState.SUCCEEDED || job.getState() == TrainingState.FAILED)
                .toList();
        String stays = needed.map(TrainingJob::getJobId).orElse("");
        return ended.stream()
                .limit(Math.max(0, ended.size() - kept))
                .map(TrainingJob::getJobId)
                .filter(id -> !id.equals(stays))
                .toList();
    }

    /**
     * Versions that are older than the newest {@code kept} of their model, were never champions, as far as the pointer
     * remembers, and are not in use.
     *
     * @param inForce on this node; a node whose champion was refused may use one that no pointer names
     */
    static List<String> versions(Shelf shelf, int kept, InForce inForce) {
        Set<String> used = new HashSet<>(shelf.earlier());
        shelf.champion().ifPresent(used::add);
        shelf.challenger().ifPresent(used::add);
        Stream.of(Optional.ofNullable(inForce.champion()), Optional.ofNullable(inForce.challenger()))
                .flatMap(Optional::stream)
                .map(OutlookModel::manifest)
                .filter(manifest -> manifest.name().equals(shelf.name()))
                .forEach(manifest -> used.add(manifest.version()));
        Comparator<Map.Entry<String, Published>> newest =
                Comparator.comparing(version -> -version.getValue().offset());
        return shelf.versions().entrySet().stream()
                .sorted(newest)
                .skip(kept)
                .map(Map.Entry::getKey)
                .filter(version -> !used.contains(version))
                .toList();
    }
}

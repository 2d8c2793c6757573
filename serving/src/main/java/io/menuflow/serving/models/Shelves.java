package io.menuflow.serving.models;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.ModelArtefact;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.serving.models.Shelf.Published;
import io.menuflow.serving.tail.TopicTail.Entry;
import io.menuflow.serving.tail.TopicTail.Listener;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the topic {@code models} holds, by name. Keeps manifests, never a model's bytes. */
final class Shelves implements Listener<ModelRecord> {

    private static final Logger log = LoggerFactory.getLogger(Shelves.class);

    private final Consumer<String> unreadable;
    private final Runnable caughtUp;
    private volatile Map<String, Shelf> shelves = Map.of(ModelRegistry.OUTLOOK, Shelf.empty(ModelRegistry.OUTLOOK));

    /**
     * @param unreadable told the name of a model of which a record is no artefact and no pointer
     * @param caughtUp told whenever all that is there has been read
     */
    Shelves(Consumer<String> unreadable, Runnable caughtUp) {
        this.unreadable = unreadable;
        this.caughtUp = caughtUp;
    }

    /** All shelves, ascending by name; that of the outlook from the beginning. */
    Map<String, Shelf> all() {
        return new TreeMap<>(shelves);
    }

    /** One of them, an empty one when nothing was published under this name. */
    Shelf of(String name) {
        return shelves.getOrDefault(name, Shelf.empty(name));
    }

    @Override
    public void read(Entry<ModelRecord> entry) {
        int slash = entry.key().indexOf('/');
        if (slash < 0) {
            point(entry);
        } else {
            String name = entry.key().substring(0, slash);
            stock(name, entry.key().substring(slash + 1), entry);
        }
    }

    private void point(Entry<ModelRecord> entry) {
        ModelPointer pointer = entry.value() == null ? null : entry.value().getPointer();
        if (entry.value() != null && pointer == null) {
            unreadable(entry.key(), "it is no pointer");
            return;
        }
        Shelf shelf = of(entry.key());
        put(new Shelf(shelf.name(), pointer, shelf.versions(), shelf.damaged()));
    }

    private void stock(String name, String version, Entry<ModelRecord> entry) {
        Shelf shelf = of(name);
        Map<String, Published> versions = new HashMap<>(shelf.versions());
        Map<String, String> damaged = new HashMap<>(shelf.damaged());
        versions.remove(version);
        damaged.remove(version);
        if (entry.value() != null) {
            try {
                versions.put(
                        version, published(name, version, entry, entry.value().getArtefact()));
            } catch (BadArtefactException e) {
                log.error("model {}/{} cannot be used: {}", name, version, e.getMessage());
                damaged.put(version, String.valueOf(e.getMessage()));
            }
        }
        put(new Shelf(name, shelf.pointer(), versions, damaged));
    }

    private static Published published(
            String name, String version, Entry<ModelRecord> entry, @Nullable ModelArtefact artefact)
            throws BadArtefactException {
        if (artefact == null) {
            throw new BadArtefactException("its record has no artefact");
        }
        var manifest = artefact(artefact).manifest();
        if (!manifest.name().equals(name) || !manifest.version().equals(version)) {
            throw new BadArtefactException(
                    "its manifest says that it is " + manifest.name() + "/" + manifest.version());
        }
        return new Published(
                manifest, artefact.getPublishedAt(), artefact.getPublishedBy(), entry.bytes(), entry.offset());
    }

    /** The artefact in a record. */
    static Artefact artefact(ModelArtefact record) throws BadArtefactException {
        byte[] content = new byte[record.getContent().remaining()];
        record.getContent().duplicate().get(content);
        return Artefact.of(content);
    }

    @Override
    public void unreadable(String key, String why) {
        log.error("record {} of the models cannot be read: {}", key, why);
        int slash = key.indexOf('/');
        String name = slash < 0 ? key : key.substring(0, slash);
        if (slash >= 0) {
            Shelf shelf = of(name);
            Map<String, String> damaged = new HashMap<>(shelf.damaged());
            damaged.put(key.substring(slash + 1), why);
            Map<String, Published> versions = new HashMap<>(shelf.versions());
            versions.remove(key.substring(slash + 1));
            put(new Shelf(name, shelf.pointer(), versions, damaged));
        }
        unreadable.accept(name);
    }

    @Override
    public void caughtUp() {
        caughtUp.run();
    }

    private void put(Shelf shelf) {
        Map<String, Shelf> all = new HashMap<>(shelves);
        all.put(shelf.name(), shelf);
        shelves = Map.copyOf(all);
    }
}

package io.menuflow.topology;

import io.menuflow.schemas.SchemaRegistry;
import io.menuflow.schemas.UnknownSchemaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry of its own for each test. */
final class InMemoryRegistry implements SchemaRegistry {

    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(schema, added -> {
            int id = next.getAndIncrement();
            schemas.put(id, added);
            return id;
        });
    }

    @Override
    public Schema byId(int id) {
        Schema schema = schemas.get(id);
        if (schema == null) {
            throw new UnknownSchemaException(id);
        }
        return schema;
    }
}

package io.menuflow.schemas;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** A registry of its own for each test, with ids from 0x01020304 on. */
final class InMemoryRegistry implements SchemaRegistry {

    static final int FIRST_ID = 0x01020304;

    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    @Override
    public int register(String subject, Schema schema) {
        for (Map.Entry<Integer, Schema> known : schemas.entrySet()) {
            if (known.getValue().equals(schema)) {
                return known.getKey();
            }
        }
        int id = FIRST_ID + schemas.size();
        schemas.put(id, schema);
        return id;
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

package io.menuflow.schemas;

import org.apache.avro.Schema;

/** What the serdes need of a schema registry: a schema's id, and an id's schema. Implementations are thread-safe. */
public interface SchemaRegistry {

    /**
     * The id of {@code schema} under {@code subject}, registering it when it is new.
     *
     * @throws SchemaRegistryException when the registry refuses the schema or stays unreachable
     */
    int register(String subject, Schema schema);

    /**
     * The schema with this id.
     *
     * @throws UnknownSchemaException when the registry has no such id
     * @throws SchemaRegistryException when the registry stays unreachable
     */
    Schema byId(int id);
}

package io.menuflow.schemas;

/** The registry answered, and has no schema with the id a record carries: the record's fault, not the registry's. */
public final class UnknownSchemaException extends SchemaRegistryException {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(int id) {
        super("no schema with id " + id + " in the registry");
    }
}

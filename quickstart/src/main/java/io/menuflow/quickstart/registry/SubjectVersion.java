package io.menuflow.quickstart.registry;

/** A version of a subject with its schema: the protocol's usual answer. */
record SubjectVersion(String subject, int version, int id, String schema) {}

/** Avro contracts, typed topics with their one partitioner, serdes in the Confluent wire format, and the registry client. */
@NullMarked
package io.menuflow.schemas;

import org.jspecify.annotations.NullMarked;

/** The Kafka Streams topology: what runs, in the order of the data. */
@NullMarked
package io.menuflow.topology;

import org.jspecify.annotations.NullMarked;

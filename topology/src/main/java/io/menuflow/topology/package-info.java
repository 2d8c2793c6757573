/** The Kafka Streams topology, one package per stage. */
@NullMarked
package io.menuflow.topology;

import org.jspecify.annotations.NullMarked;

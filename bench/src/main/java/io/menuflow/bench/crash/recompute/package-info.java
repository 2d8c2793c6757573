/**
 * Everything the product says, computed a second time: plain maps over the final input log, BigDecimal, java.time and the
 * Avro classes. It shares no arithmetic with the topology, and is written to be read, not to be fast.
 */
@NullMarked
package io.menuflow.bench.crash.recompute;

import org.jspecify.annotations.NullMarked;

/** Kills, pauses and wipes nodes and brokers under a stream of everything, and compares what is left with a recompute. */
@NullMarked
package io.menuflow.bench.crash;

import org.jspecify.annotations.NullMarked;

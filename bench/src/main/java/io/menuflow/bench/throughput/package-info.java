/** How many transactions a second go through the topology, beside what only reading them costs. */
@NullMarked
package io.menuflow.bench.throughput;

import org.jspecify.annotations.NullMarked;

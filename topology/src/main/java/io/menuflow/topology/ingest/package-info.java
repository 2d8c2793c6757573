/** Stage 1: bytes to checks, one row per check, the winning revision. */
@NullMarked
package io.menuflow.topology.ingest;

import org.jspecify.annotations.NullMarked;

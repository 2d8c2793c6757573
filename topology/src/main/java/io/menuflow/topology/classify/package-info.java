/** Stage 4: touched menus are scored whole and published as snapshots. */
@NullMarked
package io.menuflow.topology.classify;

import org.jspecify.annotations.NullMarked;

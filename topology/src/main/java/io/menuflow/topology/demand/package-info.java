/** What a menu will sell: forecast at day closes, and published. */
@NullMarked
package io.menuflow.topology.demand;

import org.jspecify.annotations.NullMarked;

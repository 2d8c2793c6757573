/** Believable restaurants that sell: a reproducible history, then checks that happen now. */
@NullMarked
package io.menuflow.connectors.simulator;

import org.jspecify.annotations.NullMarked;

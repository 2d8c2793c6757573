/** How many guests want what: three families of demand whose formulas and symbols are in {@code docs/simulator.md}. */
@NullMarked
package io.menuflow.connectors.simulator.demand;

import org.jspecify.annotations.NullMarked;

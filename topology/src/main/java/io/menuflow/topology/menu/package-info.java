/** A restaurant with its menu, and what was sold of it over a window. */
@NullMarked
package io.menuflow.topology.menu;

import org.jspecify.annotations.NullMarked;

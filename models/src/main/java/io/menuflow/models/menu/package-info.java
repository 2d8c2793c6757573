/** The menu over a window and the quadrants of its items. */
@NullMarked
package io.menuflow.models.menu;

import org.jspecify.annotations.NullMarked;

/** How sales answer to prices: price spells, a fit per item, pooling over category and menu, and how sure it is. */
@NullMarked
package io.menuflow.models.elasticity;

import org.jspecify.annotations.NullMarked;

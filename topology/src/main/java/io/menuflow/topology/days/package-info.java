/** Stage 3: closed business days, item by item, as training reads them. */
@NullMarked
package io.menuflow.topology.days;

import org.jspecify.annotations.NullMarked;

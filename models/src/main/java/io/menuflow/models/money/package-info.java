/** Exact fixed-point amounts and quantities. */
@NullMarked
package io.menuflow.models.money;

import org.jspecify.annotations.NullMarked;

/** Stage 2: signed sums per item and restaurant, packed by month. */
@NullMarked
package io.menuflow.topology.sales;

import org.jspecify.annotations.NullMarked;

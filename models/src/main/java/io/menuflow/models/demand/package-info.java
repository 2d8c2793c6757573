/** How much will sell: of each item and of the restaurant, by day and hour, with how well that was known before. */
@NullMarked
package io.menuflow.models.demand;

import org.jspecify.annotations.NullMarked;

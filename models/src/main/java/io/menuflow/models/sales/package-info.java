/** Signed sums of sales and the packed rows that keep them. */
@NullMarked
package io.menuflow.models.sales;

import org.jspecify.annotations.NullMarked;

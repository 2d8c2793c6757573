/** Business days, hours and dayparts of a restaurant. */
@NullMarked
package io.menuflow.models.calendar;

import org.jspecify.annotations.NullMarked;

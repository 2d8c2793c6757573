/** A closed check as any source tells it, how it is validated, and what it adds to each item. */
@NullMarked
package io.menuflow.models.check;

import org.jspecify.annotations.NullMarked;

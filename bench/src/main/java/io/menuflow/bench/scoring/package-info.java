/** What scoring costs: time an item, and memory over millions of them. */
@NullMarked
package io.menuflow.bench.scoring;

import org.jspecify.annotations.NullMarked;

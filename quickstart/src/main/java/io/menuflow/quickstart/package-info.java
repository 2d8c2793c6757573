/** One process: broker, schema registry, node and simulator; end-to-end tests. */
@NullMarked
package io.menuflow.quickstart;

import org.jspecify.annotations.NullMarked;

/** The node: wiring, interactive queries, REST, page and command line. */
@NullMarked
package io.menuflow.serving;

import org.jspecify.annotations.NullMarked;

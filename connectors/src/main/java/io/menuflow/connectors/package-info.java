/** How events get in: file replay and simulator. */
@NullMarked
package io.menuflow.connectors;

import org.jspecify.annotations.NullMarked;

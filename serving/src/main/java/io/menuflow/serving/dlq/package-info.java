/** Dead letters as an operator sees them: found, read, repaired and sent again. */
@NullMarked
package io.menuflow.serving.dlq;

import org.jspecify.annotations.NullMarked;

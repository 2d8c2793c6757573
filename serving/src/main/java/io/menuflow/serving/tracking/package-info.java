/** Where a training run is recorded. */
@NullMarked
package io.menuflow.serving.tracking;

import org.jspecify.annotations.NullMarked;

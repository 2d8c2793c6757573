/** Restaurants to learn from: of the simulator, of a file, of the cluster's topics. */
@NullMarked
package io.menuflow.serving.history;

import org.jspecify.annotations.NullMarked;

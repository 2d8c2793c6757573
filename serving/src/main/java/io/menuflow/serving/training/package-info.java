/** Jobs that train models, one node each. */
@NullMarked
package io.menuflow.serving.training;

import org.jspecify.annotations.NullMarked;

/** Topics that every node reads whole. */
@NullMarked
package io.menuflow.serving.tail;

import org.jspecify.annotations.NullMarked;

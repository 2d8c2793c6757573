/** Rows, their keys, and the one way to read and write them. */
@NullMarked
package io.menuflow.topology.store;

import org.jspecify.annotations.NullMarked;

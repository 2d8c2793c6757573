/** The running topology: its configuration, start, stop and what becomes of errors. */
@NullMarked
package io.menuflow.serving.streams;

import org.jspecify.annotations.NullMarked;

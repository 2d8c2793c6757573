/** The command line. */
@NullMarked
package io.menuflow.serving.cli;

import org.jspecify.annotations.NullMarked;

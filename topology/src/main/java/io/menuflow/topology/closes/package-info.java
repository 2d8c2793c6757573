/** What is made anew when a restaurant's business day closes. */
@NullMarked
package io.menuflow.topology.closes;

import org.jspecify.annotations.NullMarked;

/** Records as they arrived, and those that had to be set aside. */
@NullMarked
package io.menuflow.topology.arrival;

import org.jspecify.annotations.NullMarked;

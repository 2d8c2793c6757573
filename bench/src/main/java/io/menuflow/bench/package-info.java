/** Measurements of the whole house, broker included: ratios in one run on one machine. */
@NullMarked
package io.menuflow.bench;

import org.jspecify.annotations.NullMarked;

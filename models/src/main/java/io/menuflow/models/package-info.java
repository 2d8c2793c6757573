/** The mathematics of menu engineering: pure functions and immutable values, no Kafka, no clock, no I/O. */
@NullMarked
package io.menuflow.models;

import org.jspecify.annotations.NullMarked;

/** What is counted, for Prometheus. */
@NullMarked
package io.menuflow.serving.metrics;

import org.jspecify.annotations.NullMarked;

/** A real single-node Kafka inside this process, for the quickstart and the end-to-end tests. */
@NullMarked
package io.menuflow.quickstart.broker;

import org.jspecify.annotations.NullMarked;

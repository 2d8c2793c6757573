/** Live events: what the output topics say of a restaurant, to whoever listens, resumable on any node. */
@NullMarked
package io.menuflow.serving.events;

import org.jspecify.annotations.NullMarked;

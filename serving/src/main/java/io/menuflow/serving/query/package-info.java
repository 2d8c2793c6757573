/** Who can answer a question about a restaurant, and the answer: locate, filter, route, read. */
@NullMarked
package io.menuflow.serving.query;

import org.jspecify.annotations.NullMarked;

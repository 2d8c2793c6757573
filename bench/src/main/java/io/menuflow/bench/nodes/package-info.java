/** Several nodes, one of them killed, and many questions beside sales: how answers stand it. */
@NullMarked
package io.menuflow.bench.nodes;

import org.jspecify.annotations.NullMarked;

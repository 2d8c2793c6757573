/**
 * Replays a file of POS lines: reads any CSV by a mapping, groups its lines into checks over the whole file, and sends
 * the checks in the order of time.
 */
@NullMarked
package io.menuflow.connectors.replay;

import org.jspecify.annotations.NullMarked;

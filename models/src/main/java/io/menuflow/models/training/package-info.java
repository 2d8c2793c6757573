/** Training and evaluation of outlooks: rows cut at day closes, separated in time, searched, and reported on once. */
@NullMarked
package io.menuflow.models.training;

import org.jspecify.annotations.NullMarked;

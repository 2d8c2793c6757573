/** Prices and elasticities held against what is true, or against each other where nobody knows. */
@NullMarked
package io.menuflow.serving.evaluation;

import org.jspecify.annotations.NullMarked;

/** What is known of an item at a day close, as numbers for a model: one definition for training and scoring. */
@NullMarked
package io.menuflow.models.features;

import org.jspecify.annotations.NullMarked;

/** Where an item will be over the next window: the model, its baseline, and the artefact both travel in. */
@NullMarked
package io.menuflow.models.outlook;

import org.jspecify.annotations.NullMarked;

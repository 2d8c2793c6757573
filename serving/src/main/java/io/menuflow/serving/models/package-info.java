/** Trained models: where they are published, which are in force, and how those fare. */
@NullMarked
package io.menuflow.serving.models;

import org.jspecify.annotations.NullMarked;

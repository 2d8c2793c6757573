/** A schema registry inside this process that speaks Confluent's REST protocol, for the quickstart and the tests. */
@NullMarked
package io.menuflow.quickstart.registry;

import org.jspecify.annotations.NullMarked;

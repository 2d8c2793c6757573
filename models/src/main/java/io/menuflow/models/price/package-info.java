/** What an item should cost: response, guardrails, advice. Money in ten-thousandths, exact. */
@NullMarked
package io.menuflow.models.price;

import org.jspecify.annotations.NullMarked;

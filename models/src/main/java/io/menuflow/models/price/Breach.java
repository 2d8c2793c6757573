package io.menuflow.models.price;

import io.menuflow.models.price.Guardrails.Rule;

/**
 * A guardrail that a price would break.
 *
 * @param words what of it, in a sentence
 */
public record Breach(Rule rule, String words) {}

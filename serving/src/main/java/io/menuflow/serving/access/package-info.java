/** Who may do what: API keys, their roles and scopes, where they are kept, and how one is known again. */
@NullMarked
package io.menuflow.serving.access;

import org.jspecify.annotations.NullMarked;

/** The HTTP interface: routes, what they read from requests, and what they answer. */
@NullMarked
package io.menuflow.serving.rest;

import org.jspecify.annotations.NullMarked;

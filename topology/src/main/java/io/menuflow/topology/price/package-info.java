/** What a menu's items should cost: blocks of days, elasticities from them, and advice at day closes. */
@NullMarked
package io.menuflow.topology.price;

import org.jspecify.annotations.NullMarked;

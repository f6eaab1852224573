/** Opens the store that the settings name. */
@NullMarked
package io.handoff.store.open;

import org.jspecify.annotations.NullMarked;

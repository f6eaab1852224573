/** Opens the bus that the settings name. */
@NullMarked
package io.handoff.bus.open;

import org.jspecify.annotations.NullMarked;

/** Opens the bus that the settings name. */
package io.handoff.bus.open;

/** Opens the store that the settings name. */
package io.handoff.store.open;

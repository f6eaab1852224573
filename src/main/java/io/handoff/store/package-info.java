/** Group commit, settings and failures of every store. */
@NullMarked
package io.handoff.store;

import org.jspecify.annotations.NullMarked;

/** Group commit, settings and failures of every store. */
package io.handoff.store;

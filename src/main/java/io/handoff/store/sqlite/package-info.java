/** The embedded store: what SQLite does differently. */
@NullMarked
package io.handoff.store.sqlite;

import org.jspecify.annotations.NullMarked;

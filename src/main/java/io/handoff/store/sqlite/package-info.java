/** The embedded store: what SQLite does differently. */
package io.handoff.store.sqlite;

/** The bus over PostgreSQL, by {@code LISTEN} and {@code NOTIFY}. */
@NullMarked
package io.handoff.bus.postgres;

import org.jspecify.annotations.NullMarked;

/** The bus over PostgreSQL, by {@code LISTEN} and {@code NOTIFY}. */
package io.handoff.bus.postgres;

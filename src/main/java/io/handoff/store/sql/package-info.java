/** What both databases share: rows, reads, migrations, and the {@code Dialect} between them. */
package io.handoff.store.sql;

/** What both databases share: rows, reads, migrations, and the {@code Dialect} between them. */
@NullMarked
package io.handoff.store.sql;

import org.jspecify.annotations.NullMarked;

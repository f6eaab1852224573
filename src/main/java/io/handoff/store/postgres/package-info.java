/** The store that replicas share: what PostgreSQL does differently. */
@NullMarked
package io.handoff.store.postgres;

import org.jspecify.annotations.NullMarked;

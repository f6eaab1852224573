/** The store that replicas share: what PostgreSQL does differently. */
package io.handoff.store.postgres;

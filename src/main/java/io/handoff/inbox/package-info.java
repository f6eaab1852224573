/** What users have read of their own channels. */
package io.handoff.inbox;

/**
 * Who is calling, and what that caller may do: tokens, tickets, roles. Also decides where the
 * server may listen. {@link io.handoff.access.Caller} is the answer to every question of access.
 */
package io.handoff.access;

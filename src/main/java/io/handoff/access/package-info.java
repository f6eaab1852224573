/**
 * Authentication and authorization: tokens, tickets, roles, and where the server may listen. {@link
 * io.handoff.access.Caller} answers every question about permissions.
 */
package io.handoff.access;

/** The echo socket and its connection limit. */
package io.handoff.echo;

/** The names of all limits, how often each was reached, and which are only counted. */
package io.handoff.limit;

/** The kind {@code demo}, for trying things out. */
package io.handoff.demo;

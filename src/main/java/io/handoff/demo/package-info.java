/** The kind {@code demo}, for trying things out. */
@NullMarked
package io.handoff.demo;

import org.jspecify.annotations.NullMarked;

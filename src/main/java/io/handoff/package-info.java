/**
 * Handoff: accepts tasks durably, executes them, and tells users how they ended. The command line
 * starts here.
 */
@NullMarked
package io.handoff;

import org.jspecify.annotations.NullMarked;

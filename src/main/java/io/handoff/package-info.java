/**
 * Handoff: accepts tasks durably, executes them, and tells users how they ended. The command line
 * starts here.
 */
package io.handoff;

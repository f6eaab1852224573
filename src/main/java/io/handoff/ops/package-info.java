/** Health, meters, drain and the clock. Watches everything; nothing imports it. */
@NullMarked
package io.handoff.ops;

import org.jspecify.annotations.NullMarked;

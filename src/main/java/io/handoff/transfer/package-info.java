/** The commands {@code export} and {@code import}, and the file format between them. */
@NullMarked
package io.handoff.transfer;

import org.jspecify.annotations.NullMarked;

/** The commands {@code export} and {@code import}, and the file format between them. */
package io.handoff.transfer;

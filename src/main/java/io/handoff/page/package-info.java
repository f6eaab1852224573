/** Serves the files of the page, compressed and tagged. */
@NullMarked
package io.handoff.page;

import org.jspecify.annotations.NullMarked;

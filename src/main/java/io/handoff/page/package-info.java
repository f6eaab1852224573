/** Serves the files of the page, compressed and tagged. */
package io.handoff.page;

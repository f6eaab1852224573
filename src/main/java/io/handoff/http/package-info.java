/** Problem documents, JSON checks, and the limit of a request body. */
@NullMarked
package io.handoff.http;

import org.jspecify.annotations.NullMarked;

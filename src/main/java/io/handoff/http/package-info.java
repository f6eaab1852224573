/** Problem documents, JSON checks, and the limit of a request body. */
package io.handoff.http;

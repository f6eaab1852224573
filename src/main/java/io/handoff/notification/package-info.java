/** The kind {@code notify}, and its resource. */
@NullMarked
package io.handoff.notification;

import org.jspecify.annotations.NullMarked;

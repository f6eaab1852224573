/** The kind {@code notify}, and its resource. */
package io.handoff.notification;

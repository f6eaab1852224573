/**
 * Everything that depends on internals of Quarkus, Vert.x, Netty, Jackson or the JDK: on classes
 * and members that may change in any release. The architecture tests allow them in this package
 * only, and {@code InternalsTest} names each of them, so that an upgrade that changes one fails
 * with its name.
 */
package io.handoff.internals;

/** Health, meters, drain and the clock. Watches everything; nothing imports it. */
package io.handoff.ops;

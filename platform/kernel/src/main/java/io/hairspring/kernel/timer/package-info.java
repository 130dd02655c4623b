/**
 * The timers of a lane: bounded, exact to the nanosecond and to the order in which they were set.
 * Lane thread only. The structure is argued, with measurements, in {@code docs/decisions/0007}.
 */
package io.hairspring.kernel.timer;

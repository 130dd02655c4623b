/** How late timers of a lane are, against a bare loop that waits for the same times. */
package io.hairspring.benchmarks.timer;

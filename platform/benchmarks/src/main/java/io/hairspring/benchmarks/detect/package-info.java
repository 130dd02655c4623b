/**
 * Faults put into a platform that trades, and what the monitor makes of them; and what it costs.
 */
package io.hairspring.benchmarks.detect;

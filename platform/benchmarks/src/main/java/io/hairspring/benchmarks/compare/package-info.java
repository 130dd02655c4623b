/**
 * The regression gate: an earlier installation beside this one, by turns, and a test of the pairs.
 */
package io.hairspring.benchmarks.compare;

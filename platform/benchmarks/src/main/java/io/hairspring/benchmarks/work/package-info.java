/**
 * Work for tasks of benchmarks, real computation of a known length, and what the compiler makes of
 * it.
 */
package io.hairspring.benchmarks.work;

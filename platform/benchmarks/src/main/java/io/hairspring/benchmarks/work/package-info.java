/** Work for tasks of benchmarks: real computation of a known length. */
package io.hairspring.benchmarks.work;

/**
 * {@code distribution/run bench}: the system benchmarks. A benchmark is a class and its name in the
 * registry of {@link io.hairspring.benchmarks.bench.BenchCommand}.
 */
package io.hairspring.benchmarks.bench;

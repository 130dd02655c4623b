/**
 * {@code distribution/run bench}: the system benchmarks. A benchmark is a class and its name in the
 * registry of {@link io.hairspring.benchmarks.bench.BenchCommand}.
 */
@Version("1.0.0")
@Export
package io.hairspring.benchmarks.bench;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

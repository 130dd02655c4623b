/** Latency series, the environment they were taken in, and the flat JSON report. */
@Version("1.0.0")
@Export
package io.hairspring.benchmarks.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

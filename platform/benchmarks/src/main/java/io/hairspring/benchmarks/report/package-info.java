/** Latency series, the environment they were taken in, and the flat JSON report. */
package io.hairspring.benchmarks.report;

/** Plots of a run's latencies, as SVG files beside its report. */
package io.hairspring.benchmarks.plot;

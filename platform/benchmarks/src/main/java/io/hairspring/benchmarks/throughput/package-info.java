/** What a lane and the platform around it carry: tasks and events a second, and overload. */
package io.hairspring.benchmarks.throughput;

/** How the cost of a cycle grows with tasks, strategies and instruments. */
package io.hairspring.benchmarks.scaling;

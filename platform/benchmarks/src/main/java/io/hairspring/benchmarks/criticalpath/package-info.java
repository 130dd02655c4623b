/** What ordering by the critical path is worth, on the trading graph of docs/trading-graph.md. */
package io.hairspring.benchmarks.criticalpath;

/** What placement is worth: a lane's cycles under competing load, placed, pinned alone and free. */
package io.hairspring.benchmarks.affinity;

/** What the record of each cycle costs the lane, and what the journal takes. */
package io.hairspring.benchmarks.log;

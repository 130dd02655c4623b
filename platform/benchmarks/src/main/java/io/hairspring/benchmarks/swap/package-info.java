/** What a swap costs those who trade. */
package io.hairspring.benchmarks.swap;

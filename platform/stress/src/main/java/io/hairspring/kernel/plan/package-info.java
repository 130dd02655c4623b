/** Stress tests of what lanes tell each other in a cycle, beside the plan they test. */
package io.hairspring.kernel.plan;

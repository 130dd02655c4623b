/** Stress tests of what agents share with the control thread, beside the agents they test. */
package io.hairspring.kernel.agent;

/** Runs the stress tests, and what they have in common. */
package io.hairspring.stress;

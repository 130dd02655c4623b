/** The task graph and its validation. */
package io.hairspring.kernel.graph;

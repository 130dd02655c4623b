/** The immutable plan that a lane walks. */
package io.hairspring.kernel.plan;

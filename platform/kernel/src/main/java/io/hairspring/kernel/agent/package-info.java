/** The agents around the lane: feed, gateway, observer. */
package io.hairspring.kernel.agent;

/** Stress tests of lanes and of what they share with other threads, beside the lanes they test. */
package io.hairspring.kernel.lane;

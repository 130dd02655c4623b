/** Stress tests of the ring between two threads, beside the ring they test. */
package io.hairspring.kernel.ring;

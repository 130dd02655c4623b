/** Bounded rings of 64-byte lines between threads. */
package io.hairspring.kernel.ring;

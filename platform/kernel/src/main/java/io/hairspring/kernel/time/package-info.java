/** The system clock. */
package io.hairspring.kernel.time;

/** The lane: cycles, views of the lines, the order port. */
package io.hairspring.kernel.lane;

/**
 * Swaps: one component takes the place of another that goes on until then. {@link
 * io.hairspring.kernel.swap.SwapDesk} is the door for the control thread, {@link
 * io.hairspring.kernel.swap.Course} what it has to provide for each kind of component.
 */
package io.hairspring.kernel.swap;

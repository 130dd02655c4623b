/** In the package of what it drives, which the kernel keeps to itself. */
package io.hairspring.kernel.control;

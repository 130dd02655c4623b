/** Books and strategies as tasks. */
package io.hairspring.kernel.trading;

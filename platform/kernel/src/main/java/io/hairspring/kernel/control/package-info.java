/** The control side: registration, sessions, status. */
package io.hairspring.kernel.control;

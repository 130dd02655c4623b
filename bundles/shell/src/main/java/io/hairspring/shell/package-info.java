/** The platform's commands in the Gogo shell. */
package io.hairspring.shell;

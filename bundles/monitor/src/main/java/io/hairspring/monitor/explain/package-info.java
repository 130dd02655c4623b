/** What the machine and the JVM did while something was slow. */
package io.hairspring.monitor.explain;

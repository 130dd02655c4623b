/**
 * What the machine is made of: packages, memory nodes, caches, cores and processors, read from
 * {@code /proc} and {@code /sys} of the running system or of any tree that looks like it.
 */
package io.hairspring.affinity.topology;

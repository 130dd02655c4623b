/**
 * Decides which thread belongs on which core of a machine, and says why. Pure: nothing here reads
 * the machine or changes it.
 */
package io.hairspring.affinity.planning;

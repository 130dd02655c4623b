/** Looks for what makes a machine slow to answer, and says how to mend it. */
package io.hairspring.affinity.doctor;

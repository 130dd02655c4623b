/** Memory outside the heap: beside its users, touched, and kept in place. */
package io.hairspring.affinity.memory;

/** The operating system's calls about threads and memory that the JDK does not have. */
package io.hairspring.affinity.os;

/** Puts threads on cores with the operating system's own calls. */
package io.hairspring.affinity;

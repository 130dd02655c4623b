/**
 * Brings successors that the framework by itself would put in the place of what runs: a new jar of
 * a plug-in, an edited configuration. Both come beside the one in force, and the kernel swaps.
 */
package io.hairspring.deploy;

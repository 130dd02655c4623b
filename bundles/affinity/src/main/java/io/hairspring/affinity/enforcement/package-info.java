/**
 * Makes placement true: cores locked against other processes, threads pinned and kept pinned, and
 * everything else kept off the lanes' cores.
 */
package io.hairspring.affinity.enforcement;

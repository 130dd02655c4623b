/**
 * {@code distribution/run bench peers}: the same work done by Hairspring and by others, in one run.
 */
package io.hairspring.peers.bench;

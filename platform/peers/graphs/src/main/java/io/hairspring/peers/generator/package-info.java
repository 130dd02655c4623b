/**
 * Writes, while the project is built, what a peer's own compiler makes of the graphs and the code
 * that calls the nodes one after another. What it writes is not kept: Fluxtion's output carries
 * Fluxtion's licence.
 */
package io.hairspring.peers.generator;

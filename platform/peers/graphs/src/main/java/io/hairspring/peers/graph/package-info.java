/**
 * The graphs that Hairspring and its peers run side by side: the same nodes, linked in the same
 * way.
 */
package io.hairspring.peers.graph;

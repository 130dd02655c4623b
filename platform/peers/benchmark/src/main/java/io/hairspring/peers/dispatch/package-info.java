/** A graph of small nodes run for an event, on one thread. */
package io.hairspring.peers.dispatch;

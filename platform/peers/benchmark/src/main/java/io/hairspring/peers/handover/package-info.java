/** An event from one thread to the handler on another, paced. */
package io.hairspring.peers.handover;

/** A periodic timer, and how late its ticks are. */
package io.hairspring.peers.timers;

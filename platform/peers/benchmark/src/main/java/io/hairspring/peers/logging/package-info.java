/** What keeping a record of 56 bytes costs the thread that keeps it. */
package io.hairspring.peers.logging;

/** Reads from outside what takes a lane's time. */
package io.hairspring.affinity.contention;

/**
 * Tests of plug-ins without a container: the kernel that trades, on a virtual clock and one thread,
 * with scripted markets, venues that record, logs of orders and records, and assertions about time,
 * order and allocation.
 */
package io.hairspring.testkit;

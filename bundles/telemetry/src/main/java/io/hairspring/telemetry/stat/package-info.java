/** Shows a counters file from another process; needs no container. */
package io.hairspring.telemetry.stat;

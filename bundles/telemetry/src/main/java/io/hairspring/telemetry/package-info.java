/** Shows the running platform to other processes and tools. */
package io.hairspring.telemetry;

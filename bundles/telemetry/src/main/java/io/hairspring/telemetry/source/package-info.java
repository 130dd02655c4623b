/** Where the values come from: the platform, the virtual machine, the monitor. */
package io.hairspring.telemetry.source;

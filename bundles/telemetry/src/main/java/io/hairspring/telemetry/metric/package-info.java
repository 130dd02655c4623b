/** What is measured: names, units and values. */
package io.hairspring.telemetry.metric;

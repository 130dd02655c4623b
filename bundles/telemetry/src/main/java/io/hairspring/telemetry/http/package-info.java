/** Serves metrics to Prometheus. */
package io.hairspring.telemetry.http;

/** The mapped counters file: its layout, who writes it, who reads it. */
package io.hairspring.telemetry.counters;

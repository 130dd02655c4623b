/** Events in JFR recordings. */
package io.hairspring.telemetry.recording;

/** What is done about anomalies, by policy. */
package io.hairspring.monitor.mitigate;

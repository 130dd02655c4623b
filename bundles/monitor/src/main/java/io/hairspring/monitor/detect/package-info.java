/**
 * Detectors: one class for each kind of anomaly, arithmetic on numbers and nothing else. None
 * allocates after it is made; each is for one thread.
 */
package io.hairspring.monitor.detect;

package io.hairspring.api.monitor;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of anomalies. Registered as a service. A thread of the monitor's for each listener, one
 * call at a time: a listener that blocks keeps nobody waiting but itself, and what does not fit
 * into its queue meanwhile is dropped and counted.
 */
@ConsumerType
public interface AlertListener {

  /**
   * An anomaly was found or has ended.
   *
   * @throws RuntimeException is logged with the listener's name; it is told of the next one all the
   *     same
   */
  void onAlert(Alert alert);
}

package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;

/** Takes what a detector notices. Observer's thread. */
interface Noticing {

  /**
   * Something is noticed.
   *
   * @param run how many times one after another
   */
  void notice(
      AnomalyKind kind, Subject subject, long occurred, double value, double limit, int run);
}

package io.hairspring.monitor.explain;

import io.hairspring.api.monitor.Cause;

/**
 * What is made of an anomaly.
 *
 * @param cause what made it
 * @param evidence what speaks for that, one line
 * @param told whether it is one that anybody is told of: it came again, or there is evidence, and
 *     it is not one of the short stalls that every machine has
 */
public record Explanation(Cause cause, String evidence, boolean told) {}

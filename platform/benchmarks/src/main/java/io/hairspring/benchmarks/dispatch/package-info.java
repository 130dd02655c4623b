/**
 * What the lane costs beside the work: the same tasks walked by a plan and called from straight
 * code.
 */
package io.hairspring.benchmarks.dispatch;

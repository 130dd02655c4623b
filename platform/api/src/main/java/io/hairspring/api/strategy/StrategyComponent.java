package io.hairspring.api.strategy;

import io.hairspring.api.task.LatencyClass;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Declares a {@link TradingStrategy} component to the kernel. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StrategyComponent {
  /** Prefix of the service properties. */
  String PREFIX_ = "hairspring.strategy.";

  /** Unique name; also the name of its task. */
  String name();

  /** Symbols it trades; none means all. */
  String[] instruments() default {};

  /** How much its delay costs. */
  LatencyClass latencyClass() default LatencyClass.CRITICAL;

  /** Which strategy of one latency class goes first: higher before lower. */
  int priority() default 0;

  /** The time one event may take, in nanoseconds; 0 when not stated. */
  long budgetNanos() default 0;

  /** Time from an event within which it must be done, in nanoseconds; 0 when not stated. */
  long deadlineNanos() default 0;

  /** Whether an event may be kept from it when there is more to do than time. */
  boolean sheddable() default false;

  /**
   * Name of the strategy that trades in its place when a mitigation says so, and stands by until
   * then; empty for none.
   */
  String fallback() default "";
}

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

  /** The time one event may take, in nanoseconds; 0 when not stated. */
  long budgetNanos() default 0;
}

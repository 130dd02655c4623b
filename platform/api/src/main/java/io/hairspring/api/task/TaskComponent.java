package io.hairspring.api.task;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Declares a {@link Task} component to the kernel. See {@link TaskDefinition} for what each element
 * means.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TaskComponent {
  /** Prefix of the service properties. */
  String PREFIX_ = "hairspring.task.";

  /** Unique name. */
  String name();

  /** Names of the tasks whose results it reads. */
  String[] dependencies() default {};

  /** What starts it when it has no dependencies. */
  TriggerKind[] triggers() default {};

  /** How much its delay costs. */
  LatencyClass latencyClass() default LatencyClass.SENSITIVE;

  /** The time one run may take, in nanoseconds; 0 when not stated. */
  long budgetNanos() default 0;
}

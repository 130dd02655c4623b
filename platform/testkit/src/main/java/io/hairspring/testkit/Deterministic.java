package io.hairspring.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands a test method a {@link TestPlatform} of its own for each parameter of that type. The
 * platforms are closed after the test; when it fails, its seed is printed. On a method it overrides
 * what stands on the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(DeterministicExtension.class)
public @interface Deterministic {
  /** {@link #seed}: another one in every run. */
  long ANEW = Long.MIN_VALUE;

  /**
   * Seed of {@link TestPlatform#random()}, or {@link #ANEW}. The system property {@code
   * hairspring.testkit.seed} overrides it, so that a run that failed can be repeated.
   */
  long seed() default 42;

  /** Settings, each {@code key=value} as in {@code etc/io.hairspring.kernel.cfg}. */
  String[] settings() default {};
}

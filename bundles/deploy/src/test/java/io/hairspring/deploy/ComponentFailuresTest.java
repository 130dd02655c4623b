package io.hairspring.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ComponentFailuresTest {
  @Test
  void shouldTellWhatWasThrownFirstInOneLine() {
    assertEquals(
        "java.lang.IllegalArgumentException: price = x: must be a number",
        ComponentFailures.cause(
            """
            java.lang.reflect.InvocationTargetException
            \tat java.base/java.lang.reflect.Constructor.newInstance(Constructor.java:500)
            Caused by: java.lang.IllegalStateException: wrapped
            \tat some.Place.here(Place.java:1)
            Caused by: java.lang.IllegalArgumentException: price = x: must be a number
            \t... 3 more
            """));
  }

  @Test
  void shouldTellTheFirstLineWhenThereIsNoCause() {
    assertEquals("it broke", ComponentFailures.cause("it broke\n\tat some.Place.here"));
    assertEquals("", ComponentFailures.cause(""));
  }
}

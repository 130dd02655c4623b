package io.hairspring.strategies;

/** Checks of configured numbers. */
final class Setting {
  private Setting() {}

  static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " or more");
    }
    return value;
  }
}

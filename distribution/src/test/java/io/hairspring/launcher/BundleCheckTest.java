package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class BundleCheckTest {

  private static String condense(String message) {
    return BundleCheck.condense(new BundleException(message));
  }

  @Test
  void shouldNameTheMissingPackage() {
    assertEquals(
        "missing package com.zaxxer.hikari",
        condense(
            "Unable to resolve quickfixj [12](R 12.0): missing requirement [quickfixj [12](R 12.0)]"
                + " osgi.wiring.package; (osgi.wiring.package=com.zaxxer.hikari) Unresolved"
                + " requirements: [[quickfixj [12](R 12.0)] osgi.wiring.package;"
                + " (osgi.wiring.package=other)]"));
  }

  @Test
  void shouldNameTheEndOfAChainOfBundles() {
    assertEquals(
        "missing package b.lacks, version 2.0.0 or a later one of its kind",
        condense(
            "Unable to resolve a [1](R 1.0): missing requirement [a [1](R 1.0)]"
                + " osgi.wiring.package; (osgi.wiring.package=of.b) [caused by: Unable to resolve b"
                + " [2](R 2.0): missing requirement [b [2](R 2.0)] osgi.wiring.package;"
                + " (&(osgi.wiring.package=b.lacks)(version>=2.0.0)(!(version>=3.0.0)))]"
                + " Unresolved requirements: [[a [1](R 1.0)] osgi.wiring.package;"
                + " (osgi.wiring.package=of.b)]"));
  }

  @Test
  void shouldNameARequirementThatIsNotAPackage() {
    assertEquals(
        "missing requirement osgi.ee (&(osgi.ee=JavaSE)(version=99))",
        condense(
            "Unable to resolve a [1](R 1.0): missing requirement [a [1](R 1.0)] osgi.ee;"
                + " (&(osgi.ee=JavaSE)(version=99)) Unresolved requirements: []"));
  }

  @Test
  void shouldNameTheFirstCauseWhenAnActivatorFails() {
    BundleException failure =
        new BundleException(
            "Activator start error in bundle a [1].",
            new RuntimeException(new IllegalStateException("no\nport")));
    assertEquals(
        "Activator start error in bundle a [1].: java.lang.IllegalStateException: no port",
        BundleCheck.condense(failure));
  }
}

package io.hairspring.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class DeterministicExtensionTest {
  private static final List<TestPlatform> HANDED = new ArrayList<>();

  /** Run by the tests below, not by the build: it fails. */
  static class Failing {
    @Test
    @Deterministic(seed = 4711)
    void shouldFail(TestPlatform platform) {
      HANDED.add(platform);
      throw new AssertionError("as expected");
    }
  }

  /** Likewise: its settings are wrong. */
  static class Misconfigured {
    @Test
    @Deterministic(settings = "ring.egress")
    void shouldNotBegin(TestPlatform platform) {
      HANDED.add(platform);
    }

    @Test
    @Deterministic(settings = "ring.egress=63")
    void shouldNotBeginEither(TestPlatform platform) {
      HANDED.add(platform);
    }
  }

  private static TestExecutionSummary run(Class<?> tests) {
    final SummaryGeneratingListener summary = new SummaryGeneratingListener();
    final LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create().execute(request, summary);
    return summary.getSummary();
  }

  private static String errorsOf(Runnable work) {
    final PrintStream before = System.err;
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldPrintTheSeedOfATestThatFailsAndCloseItsPlatform() {
    HANDED.clear();
    final String errors = errorsOf(() -> assertEquals(1, run(Failing.class).getTestsFailedCount()));
    assertTrue(
        errors.contains(
            "shouldFail(TestPlatform) failed with seed 4711;"
                + " -Dhairspring.testkit.seed=4711 repeats it"),
        errors);
    // Its control thread is gone.
    assertThrows(RuntimeException.class, () -> HANDED.get(0).step());
  }

  @Test
  void shouldTakeTheSeedOfTheSystemProperty() {
    System.setProperty(DeterministicExtension.SEED, "99");
    try {
      final String errors = errorsOf(() -> run(Failing.class));
      assertTrue(errors.contains("failed with seed 99"), errors);
    } finally {
      System.clearProperty(DeterministicExtension.SEED);
    }
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    HANDED.clear();
    final List<String> messages =
        run(Misconfigured.class).getFailures().stream()
            .map(failure -> failure.getException().getMessage())
            .toList();
    assertEquals(2, messages.size());
    assertTrue(
        messages.stream().anyMatch(m -> m.contains("setting 'ring.egress': expected key=value")));
    assertTrue(messages.stream().anyMatch(m -> m.contains("ring.egress = 63")), messages::toString);
    assertEquals(List.of(), HANDED);
  }

  @Test
  @Deterministic(seed = 5)
  void shouldHandEachParameterAPlatformWithRandomNumbersOfTheSameSeed(
      TestPlatform one, TestPlatform other) {
    assertNotSame(one, other);
    assertEquals(5, one.seed());
    assertEquals(one.random().nextLong(), other.random().nextLong());
  }

  @Test
  @Deterministic(seed = Deterministic.ANEW)
  void shouldChooseASeedWhenAskedTo(TestPlatform platform) {
    assertNotEquals(Deterministic.ANEW, platform.seed());
  }
}

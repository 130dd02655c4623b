package io.hairspring.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link Deterministic} does. JUnit's threads. */
public final class DeterministicExtension implements ParameterResolver, AfterEachCallback {
  /** System property that overrides the seed of every test. */
  static final String SEED = "hairspring.testkit.seed";

  private static final Namespace OURS = Namespace.create(DeterministicExtension.class);

  /** The platforms of one test. */
  private record Opened(long seed, List<TestPlatform> platforms) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestPlatform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    final Deterministic wanted = annotation(test);
    final Opened opened =
        test.getStore(OURS)
            .getOrComputeIfAbsent(
                Opened.class, any -> new Opened(seed(wanted), new ArrayList<>()), Opened.class);
    final TestPlatform platform = new TestPlatform(opened.seed(), settings(wanted));
    opened.platforms().add(platform);
    return platform;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    final Opened opened = test.getStore(OURS).get(Opened.class, Opened.class);
    if (opened == null) {
      return;
    }
    if (test.getExecutionException().isPresent()) {
      System.err.println(
          test.getDisplayName()
              + " failed with seed "
              + opened.seed()
              + "; -D"
              + SEED
              + "="
              + opened.seed()
              + " repeats it");
    }
    opened.platforms().forEach(TestPlatform::close);
  }

  private static Deterministic annotation(ExtensionContext test) {
    return AnnotationSupport.findAnnotation(test.getElement(), Deterministic.class)
        .or(() -> AnnotationSupport.findAnnotation(test.getTestClass(), Deterministic.class))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    test.getDisplayName() + ": a TestPlatform needs @Deterministic"));
  }

  private static long seed(Deterministic wanted) {
    final Long given = Long.getLong(SEED);
    if (given != null) {
      return given;
    }
    return wanted.seed() == Deterministic.ANEW ? System.nanoTime() : wanted.seed();
  }

  private static Map<String, String> settings(Deterministic wanted) {
    final Map<String, String> settings = new LinkedHashMap<>();
    for (final String setting : wanted.settings()) {
      final int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "@Deterministic: setting '" + setting + "': expected key=value");
      }
      settings.put(setting.substring(0, equals).trim(), setting.substring(equals + 1).trim());
    }
    return settings;
  }
}

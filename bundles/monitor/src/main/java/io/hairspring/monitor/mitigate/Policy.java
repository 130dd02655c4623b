package io.hairspring.monitor.mitigate;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.monitor.AnomalyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done about which anomaly: for each kind a ladder of steps. {@code mitigate.deadline =
 * shed, demote@200ms, quarantine@2s}: at once, and after it has lasted so long.
 */
public final class Policy {
  private static final String PREFIX = "mitigate.";
  private static final Pattern STEP =
      Pattern.compile("([a-z-]+)(?::(\\d{1,9}))?(?:@(\\d{1,6})(ms|s))?");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Map<AnomalyKind, List<Step>> ladders;

  private Policy(Map<AnomalyKind, List<Step>> ladders) {
    this.ladders = ladders;
  }

  /**
   * Reads a policy. What is wrong in it is left out, and the rest holds.
   *
   * @param wrong is told of each thing that is wrong, in one line
   */
  public static Policy from(Configuration configuration, Consumer<String> wrong) {
    final Map<AnomalyKind, List<Step>> ladders = new EnumMap<>(AnomalyKind.class);
    for (final String key : configuration.keys(PREFIX)) {
      final String where = configuration.where(key) + ": ";
      final AnomalyKind kind = kind(key.substring(PREFIX.length()));
      if (kind == null) {
        wrong.accept(where + "there is no such kind of anomaly; there are " + spelledKinds());
      } else {
        ladders.put(kind, ladder(configuration.text(key, ""), line -> wrong.accept(where + line)));
      }
    }
    return new Policy(ladders);
  }

  private static AnomalyKind kind(String text) {
    return Arrays.stream(AnomalyKind.values())
        .filter(kind -> spelled(kind).equals(text))
        .findFirst()
        .orElse(null);
  }

  private static List<String> spelledKinds() {
    return Arrays.stream(AnomalyKind.values()).map(Policy::spelled).toList();
  }

  private static String spelled(AnomalyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<Step> ladder(String text, Consumer<String> wrong) {
    final List<Step> steps = new ArrayList<>();
    for (final String part : text.trim().split("\\s*,\\s*", -1)) {
      if (!part.isEmpty()) {
        final Step step = step(part, wrong);
        if (step != null) {
          steps.add(step);
        }
      }
    }
    return List.copyOf(steps);
  }

  private static Step step(String part, Consumer<String> wrong) {
    final Matcher matcher = STEP.matcher(part);
    final Action action =
        matcher.matches()
            ? Arrays.stream(Action.values())
                .filter(one -> one.spelled().equals(matcher.group(1)))
                .findFirst()
                .orElse(null)
            : null;
    if (action == null) {
      wrong.accept(
          part
              + " is left out: a step is one of "
              + Arrays.stream(Action.values()).map(Action::spelled).toList()
              + ", throttle with :EVENTS_PER_SECOND, and @TIME in ms or s when not at once");
      return null;
    }
    final long argument = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
    if ((action == Action.THROTTLE) != (argument > 0)) {
      wrong.accept(
          part + " is left out: throttle, and only that, has a rate, as in throttle:50000");
      return null;
    }
    return new Step(action, argument, after(matcher));
  }

  private static long after(Matcher matcher) {
    if (matcher.group(3) == null) {
      return 0;
    }
    final long millis = Long.parseLong(matcher.group(3));
    return millis * NANOS_PER_MILLI * (matcher.group(4).equals("s") ? 1_000 : 1);
  }

  /** The steps against a kind of anomaly, in order. */
  List<Step> steps(AnomalyKind kind) {
    return ladders.getOrDefault(kind, List.of());
  }
}

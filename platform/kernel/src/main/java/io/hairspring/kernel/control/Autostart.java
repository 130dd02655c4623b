package io.hairspring.kernel.control;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.order.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The session that the configuration asks for: it is opened as soon as its feed and its gateway are
 * plugged in, and what is wrong with it names the file that asks for it. Control thread.
 */
final class Autostart {
  /** What is plugged in at start is there by then; what is deployed later is waited for on. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final String FILE = "etc/" + KernelSettings.PID + ".cfg: ";

  private final Wish wish;
  private final long sinceNanos;
  private boolean told;

  /**
   * A session to be opened.
   *
   * @param feedUri what to trade on
   * @param pace how fast events come
   * @param gatewayUri where to trade
   */
  record Wish(String feedUri, Pace pace, String gatewayUri) {}

  /** Asked for at a moment of {@link System#nanoTime}. */
  Autostart(Wish wish, long sinceNanos) {
    this.wish = wish;
    this.sinceNanos = sinceNanos;
  }

  Wish wish() {
    return wish;
  }

  /** Whether it can be opened. */
  boolean ready(Registry registry) {
    return registry.has(wish.feedUri(), wish.gatewayUri());
  }

  /** What has not come in reasonable time, in one line each; told once. */
  List<String> missing(Registry registry, long nowNanos) {
    final List<String> lines = new ArrayList<>();
    if (!told && nowNanos - sinceNanos >= PATIENCE_NANOS) {
      told = true;
      missing("feed", wish.feedUri(), registry.feeds.schemes(), lines);
      missing("gateway", wish.gatewayUri(), registry.gateways.schemes(), lines);
    }
    return lines;
  }

  private static void missing(String key, String uri, Set<String> known, List<String> lines) {
    final String scheme = Registry.scheme(uri);
    if (!known.contains(scheme)) {
      lines.add(
          where(key, uri)
              + "no "
              + key
              + " of scheme "
              + scheme
              + " is plugged in, must be one of "
              + known
              + "; nothing is traded until it comes");
    }
  }

  /** Does what opens it, and has what is wrong with a URI say where that is from. */
  void open(Runnable opening) {
    try {
      opening.run();
    } catch (final FeedException e) {
      throw new FeedException(named("feed", wish.feedUri(), e), e);
    } catch (final GatewayException e) {
      throw new GatewayException(named("gateway", wish.gatewayUri(), e), e);
    }
  }

  private static String named(String key, String uri, RuntimeException failure) {
    final String message = String.valueOf(failure.getMessage());
    return where(key, uri)
        + (message.startsWith(uri + ": ") ? message.substring(uri.length() + 2) : message);
  }

  private static String where(String key, String uri) {
    return FILE + key + " = " + uri + ": ";
  }
}

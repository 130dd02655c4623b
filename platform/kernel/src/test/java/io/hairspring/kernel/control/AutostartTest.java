package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.order.GatewayException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AutostartTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Registry registry = new Registry();
  private final Autostart autostart =
      new Autostart(new Autostart.Wish("tape:x", Pace.fast(), "pigeon:"), SECOND);

  private void feed(String scheme) {
    registry.feeds.put(scheme, new Registry.ProviderPlug<>(null, scheme, scheme + ":"));
  }

  private void gateway(String scheme) {
    registry.gateways.put(scheme, new Registry.ProviderPlug<>(null, scheme, scheme + ":"));
  }

  @Test
  void shouldTellOnceWhichSchemeDoesNotCome() {
    feed("synthetic");
    feed("dbn");
    gateway("pigeon");
    assertEquals(List.of(), autostart.missing(registry, 2 * SECOND));
    assertEquals(
        List.of(
            "etc/io.hairspring.kernel.cfg: feed = tape:x: no feed of scheme tape is plugged in, must"
                + " be one of [dbn, synthetic]; nothing is traded until it comes"),
        autostart.missing(registry, 5 * SECOND));
    assertEquals(List.of(), autostart.missing(registry, 9 * SECOND));
    assertFalse(autostart.ready(registry));
  }

  @Test
  void shouldTellOfAGatewayToo() {
    feed("tape");
    gateway("simulated");
    assertEquals(
        List.of(
            "etc/io.hairspring.kernel.cfg: gateway = pigeon:: no gateway of scheme pigeon is plugged"
                + " in, must be one of [simulated]; nothing is traded until it comes"),
        autostart.missing(registry, 5 * SECOND));
  }

  @Test
  void shouldBeReadyWhenBothHaveCome() {
    feed("tape");
    gateway("pigeon");
    assertTrue(autostart.ready(registry));
  }

  @Test
  void shouldSayWhereAUriThatIsWrongComesFrom() {
    final var feed =
        assertThrows(
            FeedException.class,
            () ->
                autostart.open(
                    () -> {
                      throw new FeedException("tape:x: there is no tape x");
                    }));
    assertEquals(
        "etc/io.hairspring.kernel.cfg: feed = tape:x: there is no tape x", feed.getMessage());
    final var gateway =
        assertThrows(
            GatewayException.class,
            () ->
                autostart.open(
                    () -> {
                      throw new GatewayException("port 7 is taken");
                    }));
    assertEquals(
        "etc/io.hairspring.kernel.cfg: gateway = pigeon:: port 7 is taken", gateway.getMessage());
  }
}

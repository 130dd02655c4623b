package io.hairspring.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredComponentsTest {
  private static DeclaredComponents.Declared read(String attributes, String type) throws Exception {
    String text =
        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" "
            + attributes
            + "><implementation class=\"some.Plug\"/><service><provide interface=\""
            + type
            + "\"/></service></scr:component>";
    return DeclaredComponents.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .get(0);
  }

  @Test
  void shouldKnowThePidOfAComponentThatIsSwapped() throws Exception {
    String strategy = "io.hairspring.api.strategy.TradingStrategy";
    DeclaredComponents.Declared component = read("name=\"some.Strategy\"", strategy);
    assertTrue(component.configuredAlone("some.Strategy"));
    assertTrue(component.optional());
    assertEquals(List.of("some.Plug"), read("", strategy).pids());
    assertEquals(
        List.of("other", "n"), read("name=\"n\" configuration-pid=\"other $\"", strategy).pids());
    assertFalse(read("configuration-policy=\"require\"", strategy).optional());
    assertEquals(List.of(), read("configuration-policy=\"ignore\"", strategy).pids());
  }

  @Test
  void shouldLeaveWhatIsNotSwappedAndWhatHasSeveralPidsAlone() throws Exception {
    assertFalse(read("name=\"a\"", "java.lang.Runnable").configuredAlone("a"));
    assertFalse(
        read("configuration-pid=\"a b\"", "io.hairspring.api.task.Task").configuredAlone("a"));
  }
}

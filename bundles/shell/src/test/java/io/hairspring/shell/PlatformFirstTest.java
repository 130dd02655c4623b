package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

class PlatformFirstTest {
  private final Map<Object, Object> variables = new HashMap<>();
  private final CommandSession session =
      (CommandSession)
          Proxy.newProxyInstance(
              PlatformFirstTest.class.getClassLoader(),
              new Class<?>[] {CommandSession.class},
              (proxy, method, arguments) ->
                  method.getName().equals("get")
                      ? variables.get(arguments[0])
                      : variables.put(arguments[0], arguments[1]));

  private Object after(String line) {
    new PlatformFirst().beforeExecute(session, line);
    return variables.get("SCOPE");
  }

  @Test
  void shouldFindThePlatformsCommandsFirstAndTheOthersStill() {
    assertEquals("hairspring:*", after("update 7"));
    assertEquals("hairspring:*", after("update 7"));
    variables.put("SCOPE", "gogo:*");
    assertEquals("hairspring:gogo:*", after("update 7"));
  }
}

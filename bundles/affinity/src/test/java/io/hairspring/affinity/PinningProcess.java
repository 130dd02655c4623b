package io.hairspring.affinity;

import io.hairspring.affinity.topology.HostFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that pins its main thread and stays until its input ends. Arguments: lock
 * directory, core or -1, further settings as {@code key=value}. Prints the core, or the refusal.
 */
final class PinningProcess {
  private PinningProcess() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("lock.directory", arguments[0]);
    for (String setting : List.of(arguments).subList(2, arguments.length)) {
      properties.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    OpenHftThreadPlacement placement =
        new OpenHftThreadPlacement(
            ConfiguredPlacement.of(properties, PlacementSettings.defaults()),
            null,
            HostFiles.running());
    try {
      System.out.println("core " + placement.pinCurrentThread(Integer.parseInt(arguments[1])));
      placement
          .current()
          .decisions()
          .forEach(
              decision -> decision.givenUp().forEach(loss -> System.out.println("lost " + loss)));
    } catch (RuntimeException e) {
      System.out.println("refused " + e.getMessage());
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // Holds the core until the other end is closed, or the process is killed.
    }
  }
}

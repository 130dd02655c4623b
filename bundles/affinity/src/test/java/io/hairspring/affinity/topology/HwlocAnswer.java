package io.hairspring.affinity.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What hwloc's {@code lstopo -v} printed about a machine: an outline in which what belongs to
 * something is indented below it, then summaries.
 */
final class HwlocAnswer {
  private static final Pattern OBJECT =
      Pattern.compile(
          "^( *)([A-Za-z0-9]+)(?:\\[[A-Za-z,]+\\])?(?:\\([A-Za-z]+\\))?(?: L#([0-9]+))? \\((.*)\\).*$");
  private static final Pattern OS_INDEX = Pattern.compile("P#([0-9]+)");
  private static final Pattern WITHHELD =
      Pattern.compile("^[0-9]+ processors? not represented in topology: (.*)$");
  private static final Pattern KIND =
      Pattern.compile("^CPU kind #([0-9]+) efficiency ([0-9]+) cpuset (.*)$");

  /** A thing of the outline; {@code parent} is where it is indented below. */
  record Thing(
      String type, OptionalInt osIndex, String attributes, Thing parent, List<Integer> pus) {
    CpuSet cpus() {
      return CpuSet.of(pus);
    }

    String attribute(String key) {
      Matcher matcher = Pattern.compile("(?:^| )" + key + "=([^ )]+)").matcher(attributes);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  private final List<Thing> things = new ArrayList<>();
  private final Map<Integer, Integer> nodeNumbers = new HashMap<>();
  private final Map<Integer, Map<Integer, Integer>> distances = new HashMap<>();
  private final Map<Integer, CpuSet> kinds = new LinkedHashMap<>();
  private CpuSet withheld = CpuSet.NONE;

  static HwlocAnswer read(Path file) throws IOException {
    HwlocAnswer answer = new HwlocAnswer();
    List<String> lines = Files.readAllLines(file);
    int summary =
        lines.indexOf(
            lines.stream().filter(l -> l.startsWith("depth 0:")).findFirst().orElseThrow());
    answer.outline(lines.subList(0, summary));
    answer.summaries(lines.subList(summary, lines.size()));
    return answer;
  }

  List<Thing> all(String type) {
    return things.stream().filter(thing -> thing.type().equals(type)).toList();
  }

  Set<String> cacheTypes() {
    Set<String> types = new HashSet<>();
    things.stream()
        .map(Thing::type)
        .filter(type -> type.matches("L[0-9][di]?Cache"))
        .forEach(types::add);
    return types;
  }

  /** Processors that are there but offline or not allowed. */
  CpuSet withheld() {
    return withheld;
  }

  /** Distances by the system's numbers of the nodes; empty when hwloc printed none. */
  Map<Integer, Map<Integer, Integer>> distances() {
    return distances;
  }

  /** Processors by the efficiency of their kind; empty when hwloc told no kinds apart. */
  Map<Integer, CpuSet> kinds() {
    return kinds;
  }

  private void outline(List<String> lines) {
    Deque<Map.Entry<Integer, Thing>> open = new ArrayDeque<>();
    for (String line : lines) {
      Matcher matcher = OBJECT.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a line of an outline: " + line);
      }
      int depth = matcher.group(1).length();
      while (!open.isEmpty() && open.peek().getKey() >= depth) {
        open.pop();
      }
      Matcher index = OS_INDEX.matcher(matcher.group(4));
      Thing thing =
          new Thing(
              matcher.group(2),
              index.lookingAt()
                  ? OptionalInt.of(Integer.parseInt(index.group(1)))
                  : OptionalInt.empty(),
              matcher.group(4),
              open.isEmpty() ? null : open.peek().getValue(),
              new ArrayList<>());
      things.add(thing);
      if (thing.type().equals("PU")) {
        thing.pus().add(thing.osIndex().orElseThrow());
        open.forEach(above -> above.getValue().pus().add(thing.osIndex().orElseThrow()));
      } else if (thing.type().equals("NUMANode")) {
        nodeNumbers.put(Integer.valueOf(matcher.group(3)), thing.osIndex().orElseThrow());
      }
      open.push(Map.entry(depth, thing));
    }
  }

  private void summaries(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher missing = WITHHELD.matcher(line);
      Matcher kind = KIND.matcher(line);
      if (line.startsWith("Relative latency matrix")) {
        matrix(lines.subList(i + 1, lines.size()));
      } else if (missing.matches()) {
        withheld = mask(missing.group(1));
      } else if (kind.matches()) {
        kinds.put(Integer.valueOf(kind.group(2)), mask(kind.group(3)));
      }
    }
  }

  private void matrix(List<String> lines) {
    int[] columns = numbers(lines.get(0).replace("index", ""));
    for (int row = 0; row < columns.length; row++) {
      int[] cells = numbers(lines.get(row + 1));
      Map<Integer, Integer> distance = new HashMap<>();
      for (int column = 0; column < columns.length; column++) {
        distance.put(nodeNumbers.get(columns[column]), cells[column + 1]);
      }
      distances.put(nodeNumbers.get(cells[0]), distance);
    }
  }

  private static int[] numbers(String line) {
    return Arrays.stream(line.strip().split("\\s+", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static CpuSet mask(String words) {
    return CpuSet.parseMask(words.replace("0x", ""));
  }
}

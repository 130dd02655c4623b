package io.hairspring.peers.generator;

import com.fluxtion.compiler.EventProcessorConfig;
import com.fluxtion.compiler.Fluxtion;
import com.fluxtion.compiler.FluxtionCompilerConfig;
import io.hairspring.peers.graph.GraphShape;
import io.hairspring.peers.graph.Node;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the code of every graph into a folder of sources. Main thread of the build. */
public final class GraphCode {
  private static final String PACKAGE = "io.hairspring.peers.generated";

  private final Path folder;

  private GraphCode(Path sources) throws IOException {
    folder = Files.createDirectories(sources.resolve(PACKAGE.replace('.', '/')));
  }

  /** Writes into the folder that the first argument names, unless it has everything already. */
  public static void main(String[] arguments) throws IOException {
    final GraphCode code = new GraphCode(Path.of(arguments[0]));
    for (final GraphShape shape : GraphShape.all()) {
      code.write("Fluxtion" + camel(shape), compiled(shape));
      code.write("Fluxtion" + camel(shape) + "Runner", runner(shape));
      code.write("Straight" + camel(shape), straight(shape));
    }
    code.write("GraphRunners", registry());
  }

  /** Unchanged code keeps its time, so that it is not compiled again. */
  private void write(String name, String code) throws IOException {
    final Path file = folder.resolve(name + ".java");
    if (!Files.exists(file) || !Files.readString(file).equals(code)) {
      Files.writeString(file, code);
    }
  }

  /** What Fluxtion's compiler makes of a graph: its source, as Fluxtion writes it. */
  static String compiled(GraphShape shape) {
    final List<Node> nodes = shape.nodes();
    nodes.forEach(node -> node.parents = new WalkedOnce(node.parents));
    return compiled("Fluxtion" + camel(shape), nodes);
  }

  /** What Fluxtion's compiler makes of nodes as they are. */
  static String compiled(String name, List<Node> nodes) {
    final StringWriter source = new StringWriter();
    Fluxtion.compile(config -> addNodes(config, nodes), config -> configure(config, name, source));
    return source.toString();
  }

  private static void addNodes(EventProcessorConfig config, List<Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      config.addNode(nodes.get(i), "n" + i);
    }
    // No event is put off here, and the code for it would only be in the way.
    config.setSupportBufferAndTrigger(false);
  }

  private static void configure(FluxtionCompilerConfig config, String name, Writer source) {
    config.setPackageName(PACKAGE);
    config.setClassName(name);
    config.setSourceWriter(source);
    config.setWriteSourceToFile(false);
    config.setCompileSource(false);
    config.setFormatSource(false);
    config.setGenerateDescription(false);
  }

  private static String runner(GraphShape shape) {
    final String processor = "Fluxtion" + camel(shape);
    return runnerClass(
        processor + "Runner",
        "  private final "
            + processor
            + " graph = new "
            + processor
            + "();\n"
            + "  private final Tick tick = new Tick();\n",
        links(shape, "graph.n") + "    graph.init();\n    graph.start();\n",
        "tick.value = %s; graph.onEvent(tick);",
        names(shape, "graph.n"),
        "");
  }

  private static String straight(GraphShape shape) {
    final StringBuilder calls = new StringBuilder("    boolean d0 = n0.accept(event);\n");
    final List<Node> nodes = shape.nodes();
    final StringBuilder fields = new StringBuilder("  private final Root n0 = new Root();\n");
    for (int i = 1; i < nodes.size(); i++) {
      final String type = nodes.get(i).getClass().getCanonicalName();
      final int left = shape.left(i);
      final int up = shape.up(i);
      fields.append(line("  private final %s n%d = new %s();", type, i, type));
      calls.append(
          left == up
              ? line("    boolean d%d = d%d && n%d.update();", i, left, i)
              : line("    boolean d%d = (d%d | d%d) && n%d.update();", i, left, up, i));
    }
    return runnerClass(
        "Straight" + camel(shape),
        fields.toString(),
        links(shape, "n"),
        "accept(%s);",
        names(shape, "n"),
        "  private void accept(long event) {\n" + calls + "  }\n");
  }

  private static String links(GraphShape shape, String prefix) {
    final StringBuilder links = new StringBuilder();
    final List<Node> nodes = shape.nodes();
    for (int i = 1; i < nodes.size(); i++) {
      links
          .append(line("    %s%d.left = %s%d;", prefix, i, prefix, shape.left(i)))
          .append(line("    %s%d.up = %s%d;", prefix, i, prefix, shape.up(i)))
          .append(line("    %s%d.gate = %dL;", prefix, i, nodes.get(i).gate));
    }
    return links.toString();
  }

  private static String runnerClass(
      String name, String fields, String start, String call, String nodes, String rest) {
    return line("package %s;", PACKAGE)
        + "import io.hairspring.peers.graph.Frame;\n"
        + "import io.hairspring.peers.graph.GraphRunner;\n"
        + "import io.hairspring.peers.graph.Node;\n"
        + "import io.hairspring.peers.graph.Root;\n"
        + "import io.hairspring.peers.graph.Tick;\n"
        + "import java.util.List;\n"
        + line("final class %s implements GraphRunner {", name)
        + fields
        + line("  %s() {\n%s  }", name, start)
        + "  @Override public void bare(long first, int events) {\n"
        + line("    for (int i = 0; i < events; i++) { %s }\n  }", call.formatted("first + i"))
        + "  @Override public void framed(Frame frame, long first, int events) {\n"
        + "    for (int i = 0; i < events; i++) { frame.put(first + i); }\n"
        + line(
            "    for (int i = 0; i < events; i++) { %s frame.end(); }",
            call.formatted("frame.begin()"))
        + "    frame.discard();\n  }\n"
        + line("  @Override public List<Node> nodes() { return List.of(%s); }", nodes)
        + rest
        + "}\n";
  }

  private static String registry() {
    return line("package %s;", PACKAGE)
        + "import io.hairspring.peers.graph.GraphRunner;\n"
        + "/** The code of every graph, by the name of its shape. */\n"
        + "public final class GraphRunners {\n"
        + "  private GraphRunners() {}\n"
        + choice("fluxtion", "new Fluxtion%sRunner()")
        + choice("straight", "new Straight%s()")
        + "}\n";
  }

  private static String choice(String method, String made) {
    return GraphShape.all().stream()
        .map(shape -> line("      case \"%s\" -> %s;", shape.name(), made.formatted(camel(shape))))
        .collect(
            Collectors.joining(
                "",
                line(
                    "  public static GraphRunner %s(String shape) {\n    return switch (shape) {",
                    method),
                "      default -> throw new IllegalArgumentException(shape);\n    };\n  }\n"));
  }

  // Node[] rather than Node...: List.of has no more than ten parameters of its own.
  private static String names(GraphShape shape, String prefix) {
    return IntStream.range(0, shape.size())
        .mapToObj(i -> prefix + i)
        .collect(Collectors.joining(", ", "new Node[] {", "}"));
  }

  private static String camel(GraphShape shape) {
    final StringBuilder name = new StringBuilder();
    for (final String part : shape.name().split("-", -1)) {
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return name.toString();
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments) + "\n";
  }
}

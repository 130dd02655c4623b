package io.hairspring.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which PIDs configure components that the kernel can swap, by the descriptions in the installed
 * bundles: to be known before Declarative Services has looked at a bundle, because a PID that has
 * been configured once as a single one cannot have several configurations later. Any thread.
 */
final class DeclaredComponents {
  private static final System.Logger LOG = System.getLogger(DeclaredComponents.class.getName());

  /** What the kernel swaps. */
  private static final Set<String> PLUG_INS =
      Set.of(
          "io.hairspring.api.strategy.TradingStrategy",
          "io.hairspring.api.task.Task",
          "io.hairspring.api.market.FeedProvider",
          "io.hairspring.api.order.GatewayProvider",
          "io.hairspring.api.monitor.ExecutionMonitor",
          "io.hairspring.api.journal.ExecutionLogger");

  private final BundleContext context;
  private final Map<Content, List<Declared>> known = new ConcurrentHashMap<>();

  DeclaredComponents(BundleContext context) {
    this.context = context;
  }

  private record Content(long bundle, long modified) {}

  /**
   * A component.
   *
   * @param pids of its configurations
   * @param swapped whether the kernel can swap it
   * @param optional whether it exists without a configuration
   */
  record Declared(List<String> pids, boolean swapped, boolean optional) {

    /** Whether this component can exist once for each of several configurations. */
    boolean configuredAlone(String pid) {
      return swapped && pids.equals(List.of(pid));
    }
  }

  /** Whether a PID is that of components which are swapped, and of nothing else. */
  boolean swapped(String pid) {
    List<Declared> all = all().filter(component -> component.pids().contains(pid)).toList();
    return !all.isEmpty() && all.stream().allMatch(component -> component.configuredAlone(pid));
  }

  /** The PIDs of all components. */
  Set<String> pids() {
    return all().flatMap(component -> component.pids().stream()).collect(Collectors.toSet());
  }

  private Stream<Declared> all() {
    known.keySet().removeIf(content -> context.getBundle(content.bundle()) == null);
    return Arrays.stream(context.getBundles()).flatMap(bundle -> of(bundle).stream());
  }

  /** The PIDs of a bundle's components that are swapped. */
  Set<String> swappedPids(Bundle bundle) {
    return pids(bundle, false);
  }

  /** Those of them whose components exist without a configuration. */
  Set<String> optionalPids(Bundle bundle) {
    return pids(bundle, true);
  }

  private Set<String> pids(Bundle bundle, boolean optional) {
    Set<String> result = new HashSet<>();
    for (Declared component : of(bundle)) {
      if (component.swapped() && (component.optional() || !optional)) {
        component.pids().stream().filter(this::swapped).forEach(result::add);
      }
    }
    return result;
  }

  private List<Declared> of(Bundle bundle) {
    return bundle.getState() == Bundle.UNINSTALLED
        ? List.of()
        : known.computeIfAbsent(
            new Content(bundle.getBundleId(), bundle.getLastModified()), any -> read(bundle));
  }

  private static List<Declared> read(Bundle bundle) {
    List<Declared> result = new ArrayList<>();
    String header = bundle.getHeaders("").get("Service-Component");
    for (String path : header == null ? new String[0] : header.split("\\s*,\\s*", -1)) {
      URL entry = path.isEmpty() ? null : bundle.getEntry(path);
      if (entry != null) {
        try (InputStream in = entry.openStream()) {
          result.addAll(read(in));
        } catch (IOException | SAXException | ParserConfigurationException e) {
          // Declarative Services tells what is wrong with it.
          LOG.log(Level.DEBUG, path + " of " + bundle + " cannot be read", e);
        }
      }
    }
    return result;
  }

  /** The components that one file describes. */
  static List<Declared> read(InputStream in)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(in);
    List<Declared> result = new ArrayList<>();
    elements(document.getElementsByTagNameNS("*", "component"))
        .forEach(component -> result.add(declared(component)));
    return result;
  }

  private static Declared declared(Element component) {
    String policy = component.getAttribute("configuration-policy");
    boolean swapped =
        elements(component.getElementsByTagName("provide")).stream()
            .anyMatch(service -> PLUG_INS.contains(service.getAttribute("interface")));
    return new Declared(
        policy.equals("ignore") ? List.of() : pids(component),
        swapped,
        policy.isEmpty() || policy.equals("optional"));
  }

  private static List<String> pids(Element component) {
    String name =
        component.hasAttribute("name")
            ? component.getAttribute("name")
            : elements(component.getElementsByTagName("implementation")).stream()
                .map(implementation -> implementation.getAttribute("class"))
                .findFirst()
                .orElse("");
    String pids = component.getAttribute("configuration-pid").strip();
    return pids.isEmpty()
        ? List.of(name)
        : Arrays.stream(pids.split("\\s+", -1)).map(pid -> pid.equals("$") ? name : pid).toList();
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> result = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      result.add((Element) nodes.item(i));
    }
    return result;
  }
}

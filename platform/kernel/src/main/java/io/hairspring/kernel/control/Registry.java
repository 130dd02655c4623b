package io.hairspring.kernel.control;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is plugged in, in the order of registration. Control thread. */
final class Registry {

  /** A task component. */
  record TaskPlug(Task task, TaskDefinition definition, String origin) {}

  /** A strategy component; its slot marks its orders. */
  record StrategyPlug(
      TradingStrategy strategy, TaskDefinition definition, String origin, int slot) {}

  /** A provider of feeds or gateways. */
  record ProviderPlug<P>(P provider, String scheme, String example) {}

  final Map<Task, TaskPlug> tasks = new LinkedHashMap<>();
  final Map<TradingStrategy, StrategyPlug> strategies = new LinkedHashMap<>();
  final Map<String, ProviderPlug<FeedProvider>> feeds = new TreeMap<>();
  final Map<String, ProviderPlug<GatewayProvider>> gateways = new TreeMap<>();

  /** Name of the strategy that stands by for another, under that one's name. */
  final Map<String, String> fallbacks = new TreeMap<>();

  final List<ExecutionMonitor> monitors = new ArrayList<>();
  final List<ExecutionLogger> loggers = new ArrayList<>();

  /** The component that has a name, task or strategy. */
  Optional<Object> component(String name) {
    return Stream.concat(
            tasks.values().stream()
                .filter(plug -> plug.definition().name().equals(name))
                .map(TaskPlug::task),
            strategies.values().stream()
                .filter(plug -> plug.definition().name().equals(name))
                .map(StrategyPlug::strategy))
        .map(Object.class::cast)
        .findFirst();
  }

  /** Which strategy stands by for another; an empty name for none. */
  void standBy(String strategy, String fallback) {
    if (fallback.isEmpty()) {
      fallbacks.remove(strategy);
    } else {
      fallbacks.put(strategy, fallback);
    }
  }

  /** Names of the tasks and strategies. */
  List<String> names() {
    return Stream.concat(
            tasks.values().stream().map(TaskPlug::definition),
            strategies.values().stream().map(StrategyPlug::definition))
        .map(TaskDefinition::name)
        .sorted()
        .toList();
  }

  FeedProvider feedFor(String uri) {
    return providerFor("feed", uri, feeds);
  }

  GatewayProvider gatewayFor(String uri) {
    return providerFor("gateway", uri, gateways);
  }

  boolean has(String feedUri, String gatewayUri) {
    return feeds.containsKey(scheme(feedUri)) && gateways.containsKey(scheme(gatewayUri));
  }

  List<String> schemes() {
    final List<String> all = new ArrayList<>();
    feeds.values().forEach(plug -> all.add("feed " + plug.example()));
    gateways.values().forEach(plug -> all.add("gateway " + plug.example()));
    return all;
  }

  private static <P> P providerFor(String kind, String uri, Map<String, ProviderPlug<P>> plugs) {
    final ProviderPlug<P> plug = plugs.get(scheme(uri));
    if (plug == null) {
      throw new IllegalArgumentException(
          kind
              + " "
              + uri
              + ": no such kind; use one like "
              + String.join(" or ", plugs.values().stream().map(ProviderPlug::example).toList()));
    }
    return plug.provider();
  }

  private static String scheme(String uri) {
    final int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }
}

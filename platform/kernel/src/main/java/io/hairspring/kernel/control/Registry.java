package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.swap.Rank;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is plugged in, in the order of registration. Control thread. */
final class Registry {

  /** What can be in a plan. */
  sealed interface Plugged {
    /** What kind of component it is, for messages. */
    String kind();

    /** Itself. */
    Object component();

    /** What it declared. */
    TaskDefinition definition();

    /** Bundle and component, for messages. */
    String origin();

    /** Where it comes from. */
    Rank rank();
  }

  /** A task component. */
  record TaskPlug(Task task, TaskDefinition definition, String origin, Rank rank)
      implements Plugged {
    /** One that comes from no bundle. */
    TaskPlug(Task task, TaskDefinition definition, String origin) {
      this(task, definition, origin, Rank.NONE);
    }

    @Override
    public String kind() {
      return "task";
    }

    @Override
    public Object component() {
      return task;
    }
  }

  /** A strategy component; its slot marks its orders. */
  record StrategyPlug(
      TradingStrategy strategy,
      TaskDefinition definition,
      String origin,
      int slot,
      Rank rank,
      String fallback)
      implements Plugged {
    /** One that comes from no bundle and declares no fallback. */
    StrategyPlug(TradingStrategy strategy, TaskDefinition definition, String origin, int slot) {
      this(strategy, definition, origin, slot, Rank.NONE, "");
    }

    @Override
    public String kind() {
      return "strategy";
    }

    @Override
    public Object component() {
      return strategy;
    }
  }

  /** A provider of feeds or gateways. */
  record ProviderPlug<P>(P provider, String scheme, String example, String origin, Rank rank) {
    /** As one of the two of a swap. */
    PlugSwap.Party party() {
      return new PlugSwap.Party(provider, origin, rank);
    }

    /** One that comes from no bundle. */
    ProviderPlug(P provider, String scheme, String example) {
      this(provider, scheme, example, "", Rank.NONE);
    }
  }

  /** A monitor or a logger. */
  record ObserverPlug(String kind, Object component, String name, String origin, Rank rank) {
    /** As one of the two of a swap. */
    PlugSwap.Party party() {
      return new PlugSwap.Party(component, origin, rank);
    }
  }

  final Map<Task, TaskPlug> tasks = new LinkedHashMap<>();
  final Map<TradingStrategy, StrategyPlug> strategies = new LinkedHashMap<>();
  final Providers<FeedProvider> feeds = new Providers<>();
  final Providers<GatewayProvider> gateways = new Providers<>();

  final Observers observers = new Observers();

  /** Plugs one in. */
  void add(Plugged plug) {
    if (plug instanceof StrategyPlug strategy) {
      strategies.put(strategy.strategy(), strategy);
    } else if (plug instanceof TaskPlug task) {
      tasks.put(task.task(), task);
    }
  }

  /** Takes one out; null when it is not in. */
  Plugged remove(Object component) {
    final Plugged strategy = strategies.remove(component);
    return strategy != null ? strategy : tasks.remove(component);
  }

  /**
   * Gives one the place of another, because of two with the same name the first is planned. Either
   * may be null.
   */
  void exchange(Plugged out, Plugged in) {
    final List<Plugged> all = new ArrayList<>(all((in == null ? out : in).kind()));
    final int place = all.indexOf(out);
    if (place >= 0 && in != null) {
      all.forEach(plug -> remove(plug.component()));
      all.set(place, in);
      all.forEach(this::add);
      add(in);
    } else if (in != null) {
      add(in);
    } else {
      remove(out.component());
    }
  }

  /** The one that has a successor's name and is outranked by it, or null. */
  Plugged outranked(Plugged successor) {
    return all(successor.kind()).stream()
        .filter(plug -> plug.definition().name().equals(successor.definition().name()))
        .filter(plug -> successor.rank().outranks(plug.rank()))
        .findFirst()
        .orElse(null);
  }

  /** The one of a successor's name, best of all one that is outranked by it; null for none. */
  Plugged namesake(Plugged successor) {
    final Plugged outranked = outranked(successor);
    return outranked != null
        ? outranked
        : all(successor.kind()).stream()
            .filter(plug -> plug.definition().name().equals(successor.definition().name()))
            .findFirst()
            .orElse(null);
  }

  /** Whether one is in. */
  boolean has(Plugged plug) {
    return all(plug.kind()).contains(plug);
  }

  private Collection<? extends Plugged> all(String kind) {
    return kind.equals("strategy") ? strategies.values() : tasks.values();
  }

  /** Whether a component that is looked for is in force: the first of its name. */
  boolean uses(Predicate<Rank> who) {
    return Stream.of(
            strategies.values().stream().filter(plug -> firstOfItsName(plug)).map(Plugged::rank),
            tasks.values().stream().filter(plug -> firstOfItsName(plug)).map(Plugged::rank),
            feeds.inForce().stream().map(ProviderPlug::rank),
            gateways.inForce().stream().map(ProviderPlug::rank),
            observers.plugs().stream().map(ObserverPlug::rank))
        .flatMap(Function.identity())
        .anyMatch(who);
  }

  private boolean firstOfItsName(Plugged plug) {
    return all(plug.kind()).stream()
        .filter(other -> other.definition().name().equals(plug.definition().name()))
        .findFirst()
        .filter(plug::equals)
        .isPresent();
  }

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

  /**
   * Name of the strategy that stands by for another, under that one's name: as the first of each
   * name declares, which is the one that trades.
   */
  Map<String, String> fallbacks() {
    final Map<String, String> all = new TreeMap<>();
    strategies.values().stream()
        .filter(plug -> !plug.fallback().isEmpty() && firstOfItsName(plug))
        .forEach(plug -> all.put(plug.definition().name(), plug.fallback()));
    return all;
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
    return feedPlug(uri).provider();
  }

  GatewayProvider gatewayFor(String uri) {
    return gatewayPlug(uri).provider();
  }

  /** Who opens a feed. */
  ProviderPlug<FeedProvider> feedPlug(String uri) {
    return providerFor("feed", uri, feeds);
  }

  /** Who opens a gateway. */
  ProviderPlug<GatewayProvider> gatewayPlug(String uri) {
    return providerFor("gateway", uri, gateways);
  }

  boolean has(String feedUri, String gatewayUri) {
    return feeds.get(scheme(feedUri)) != null && gateways.get(scheme(gatewayUri)) != null;
  }

  List<String> schemes() {
    final List<String> all = new ArrayList<>();
    feeds.inForce().forEach(plug -> all.add("feed " + plug.example()));
    gateways.inForce().forEach(plug -> all.add("gateway " + plug.example()));
    return all;
  }

  private static <P> ProviderPlug<P> providerFor(String kind, String uri, Providers<P> plugs) {
    final ProviderPlug<P> plug = plugs.get(scheme(uri));
    if (plug == null) {
      throw new IllegalArgumentException(
          kind
              + " "
              + uri
              + ": no such kind; use one like "
              + String.join(" or ", plugs.inForce().stream().map(ProviderPlug::example).toList()));
    }
    return plug;
  }

  /** What stands before the first colon. */
  static String scheme(String uri) {
    final int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }
}

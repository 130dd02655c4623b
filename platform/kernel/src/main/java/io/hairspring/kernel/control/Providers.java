package io.hairspring.kernel.control;

import io.hairspring.kernel.control.Registry.ProviderPlug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Providers of feeds, or of gateways: of those with one scheme the first is in force, and the
 * others, by their rank, stand by. Control thread.
 *
 * @param <P> what they provide
 */
final class Providers<P> {
  private final Map<String, List<ProviderPlug<P>>> ranked = new TreeMap<>();

  /** Plugs one in: in force if it outranks who is, or if nobody is. */
  void add(ProviderPlug<P> plug) {
    final List<ProviderPlug<P>> all = of(plug.scheme());
    int place = 0;
    while (place < all.size() && !plug.rank().outranks(all.get(place).rank())) {
      place++;
    }
    all.add(place, plug);
  }

  /** Puts one in force, whatever its rank; who was stands by. */
  void promote(ProviderPlug<P> plug) {
    final List<ProviderPlug<P>> all = of(plug.scheme());
    all.remove(plug);
    all.add(0, plug);
  }

  /** Has one scheme provided by one, and by nobody else. */
  void put(String scheme, ProviderPlug<P> plug) {
    final List<ProviderPlug<P>> all = of(scheme);
    all.clear();
    all.add(plug);
  }

  /** Takes one out: who is next by rank has its schemes. */
  void remove(Object provider) {
    ranked.values().forEach(all -> all.removeIf(plug -> plug.provider() == provider));
    ranked.values().removeIf(List::isEmpty);
  }

  /** Who is in force for a scheme, or null. */
  ProviderPlug<P> get(String scheme) {
    final List<ProviderPlug<P>> all = ranked.get(scheme);
    return all == null ? null : all.get(0);
  }

  /** The schemes that somebody provides, in the order of the alphabet. */
  Set<String> schemes() {
    return Collections.unmodifiableSet(ranked.keySet());
  }

  /** Who is in force, by scheme. */
  List<ProviderPlug<P>> inForce() {
    return ranked.values().stream().map(all -> all.get(0)).toList();
  }

  private List<ProviderPlug<P>> of(String scheme) {
    return ranked.computeIfAbsent(scheme, any -> new ArrayList<>());
  }
}

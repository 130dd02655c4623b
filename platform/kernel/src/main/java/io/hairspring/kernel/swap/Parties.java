package io.hairspring.kernel.swap;

/**
 * Who is replaced, and by whom.
 *
 * @param kind what kind of component
 * @param name its name: a later successor of the same kind and name supersedes an earlier one
 * @param from where the one in force comes from
 * @param to where the successor comes from
 * @param bundle id of the successor's bundle, -1 when it has none
 */
public record Parties(String kind, String name, String from, String to, long bundle) {

  /** For a line of text. */
  String line() {
    return kind + " " + name + ", " + (from.isEmpty() ? "nobody" : from) + " to " + to;
  }
}

package io.hairspring.logger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether blocks come in the order in which they were written, none missing and none added. A block
 * that is missing at its place may turn up later: then it was moved. One thread.
 */
final class ChainOrder {
  /** Numbers that have not come: from, to, and before which place. */
  private record Missing(long from, long to, String before) {}

  private final Consumer<String> faults;
  private final List<Missing> missing = new ArrayList<>();
  private long last;
  private long lastLine;
  private String hash;
  private Link rival;

  ChainOrder(Consumer<String> faults) {
    this.faults = faults;
  }

  /** The block after which the journal begins. */
  void begin(long block, long line, String itsHash) {
    last = block;
    lastLine = line;
    hash = itsHash;
  }

  /** Whether a block is the one that follows what has come. */
  boolean precedes(Link next) {
    return next.number() == last + 1 && next.previous().equals(hash);
  }

  /** The next block in the files. */
  void see(Link link) {
    if (link.number() <= last) {
      outOfPlace(link);
      return;
    }
    if (link.number() > last + 1) {
      missing.add(
          new Missing(last + 1, link.number() - 1, "block " + link.number() + ", " + link.where()));
    } else {
      follow(link);
    }
    last = link.number();
    lastLine = link.firstLine() + link.lines() - 1;
    hash = link.hash();
    rival = null;
  }

  private void follow(Link link) {
    String block = "block " + link.number();
    if (link.previous().equals(hash)) {
      if (link.firstLine() != lastLine + 1) {
        faults.accept(
            block + " does not begin with record " + (lastLine + 1) + ": " + link.where());
      }
    } else if (rival != null && link.previous().equals(rival.hash())) {
      faults.accept(
          "block "
              + last
              + " was put in: "
              + block
              + " follows the other of that number, "
              + rival.where());
    } else {
      faults.accept(
          block + " does not follow block " + last + ": one of them was replaced; " + link.where());
    }
  }

  private void outOfPlace(Link link) {
    long number = link.number();
    String where = link.where();
    for (int i = 0; i < missing.size(); i++) {
      Missing range = missing.get(i);
      if (range.from() <= number && number <= range.to()) {
        faults.accept(
            "block " + number + " was moved: it comes after block " + last + "; " + where);
        missing.remove(i);
        if (range.from() < number) {
          missing.add(i, new Missing(range.from(), number - 1, range.before()));
        }
        if (number < range.to()) {
          missing.add(i, new Missing(number + 1, range.to(), range.before()));
        }
        return;
      }
    }
    faults.accept("block " + number + " comes twice, or was put in: " + where);
    rival = link;
  }

  /** No more blocks come. */
  void finish() {
    for (Missing range : missing) {
      faults.accept(
          (range.from() == range.to()
                  ? "block " + range.from() + " is missing"
                  : "blocks " + range.from() + " to " + range.to() + " are missing")
              + " before "
              + range.before());
    }
  }

  /** The highest number so far. */
  long last() {
    return last;
  }
}

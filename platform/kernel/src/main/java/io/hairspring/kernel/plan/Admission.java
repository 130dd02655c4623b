package io.hairspring.kernel.plan;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which steps run on a market event, by its kind and instrument: a table of bit masks with one row
 * for each different answer of the instruments and, within it, one for each kind.
 */
public final class Admission {
  private static final MarketEventKind[] KINDS = MarketEventKind.values();

  /** The masks, {@code width} words a row. */
  public final long[] words;

  private final int width;

  /** By the same index as the first word of a row; a sequence without steps is complete. */
  private final boolean[] complete;

  private final int[] rowOfInstrument;
  private final int instruments;

  private Admission(List<long[]> rows, List<Boolean> complete, int width, int[] rowOfInstrument) {
    this.words = new long[rows.size() * width];
    this.complete = new boolean[Math.max(1, words.length)];
    this.width = width;
    this.rowOfInstrument = rowOfInstrument;
    this.instruments = rowOfInstrument.length - 1;
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, words, i * width, width);
      this.complete[i * width] = complete.get(i);
    }
  }

  /** The masks of a sequence that is made but for them. */
  static Admission of(
      TaskNode[] steps, StepSequence sequence, TriggerKind trigger, List<Instrument> instruments) {
    final int width = sequence.width;
    if (trigger != TriggerKind.MARKET_EVENT) {
      final long[] all = new long[width];
      Arrays.fill(all, -1L);
      // Each step starts by itself or follows one that does; but a timer starts only its own step.
      final boolean complete = trigger != TriggerKind.TIMER;
      return new Admission(List.of(all), List.of(complete), width, new int[1]);
    }
    final int[] rowOfInstrument = new int[instruments.size() + 1];
    final List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < rowOfInstrument.length; i++) {
      final String symbol = i == 0 ? null : instruments.get(i - 1).symbol();
      rowOfInstrument[i == 0 ? 0 : instruments.get(i - 1).index() + 1] =
          row(rows, steps, width, symbol);
    }
    final List<Boolean> complete = rows.stream().map(row -> complete(sequence, row)).toList();
    return new Admission(rows, complete, width, rowOfInstrument);
  }

  /** Where in {@link #words} the mask of an event starts. */
  @HotPath
  public int row(int instrument, int kind) {
    // An instrument that came after the plan was made has the answer of one that nobody names.
    final int known = Integer.compareUnsigned(instrument, instruments) < 0 ? instrument + 1 : 0;
    return (rowOfInstrument[known] + kind) * width;
  }

  /** Whether every critical step runs in its turn, if each before it changes something. */
  @HotPath
  public boolean complete(int row) {
    return complete[row];
  }

  private static boolean complete(StepSequence sequence, long[] mask) {
    final long[] ready = sequence.starts.clone();
    for (int i = 0; i < sequence.criticalSteps; i++) {
      if ((ready[i / Long.SIZE] & mask[i / Long.SIZE] & 1L << i) == 0) {
        return false;
      }
      for (int w = 0; w < ready.length; w++) {
        ready[w] |= sequence.successors[i * ready.length + w];
      }
    }
    return true;
  }

  private static int row(List<long[]> rows, TaskNode[] steps, int width, String symbol) {
    final List<long[]> wanted =
        Arrays.stream(KINDS).map(kind -> mask(steps, width, symbol, kind)).toList();
    for (int r = 0; r < rows.size(); r += KINDS.length) {
      if (same(rows.subList(r, r + KINDS.length), wanted)) {
        return r;
      }
    }
    rows.addAll(wanted);
    return rows.size() - KINDS.length;
  }

  private static boolean same(List<long[]> some, List<long[]> others) {
    return Arrays.deepEquals(some.toArray(), others.toArray());
  }

  private static long[] mask(TaskNode[] steps, int width, String symbol, MarketEventKind kind) {
    final long[] mask = new long[width];
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] != null && admits(steps[i].definition(), symbol, kind)) {
        mask[i / Long.SIZE] |= 1L << i;
      }
    }
    return mask;
  }

  private static boolean admits(TaskDefinition task, String symbol, MarketEventKind kind) {
    return (task.events().isEmpty() || task.events().contains(kind))
        && (task.instruments().isEmpty()
            || (symbol != null && task.instruments().contains(symbol)));
  }
}

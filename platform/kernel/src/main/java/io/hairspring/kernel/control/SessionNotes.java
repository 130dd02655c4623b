package io.hairspring.kernel.control;

import io.hairspring.api.control.Pace;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.market.Instrument;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.schema.notes.InstrumentNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session says of itself in the journal: enough to run it again. A text that is too long for
 * one event goes on in the next, whose code counts from 1. Control thread, except for instruments.
 */
final class SessionNotes {
  /** Ends the reason of a plan, before its tasks. */
  static final char TASKS = ';';

  /** Begins the text that takes a plan back; its number follows. */
  static final String WITHDRAWN = "withdrawn: plan ";

  private static final int CLOSES = 0;
  private static final int OPENS = 1;

  private final ControlNotes notes;

  SessionNotes(ControlNotes notes) {
    this.notes = notes;
  }

  /** A session opens, with this configuration and these instruments. */
  void opened(
      String feedUri,
      Pace pace,
      String gatewayUri,
      KernelSettings settings,
      List<Instrument> instruments) {
    notes.note(
        ControlKind.SESSION,
        OPENS,
        instruments.size(),
        "feed " + feedUri + ", pace " + spelled(pace) + ", gateway " + gatewayUri);
    notes.note(ControlKind.CONFIGURATION, 0, 0, "io.hairspring.kernel: " + settings.given());
    final Pieces pieces = new Pieces(InstrumentNote.PREFIX);
    for (final Instrument one : instruments) {
      pieces.add(new InstrumentNote(one.index(), one.symbol(), one.tickSize()).toString());
    }
    pieces.note(ControlKind.CONFIGURATION, instruments.size());
  }

  /** It closes; what comes after it belongs to no session. */
  void closed(String feedUri) {
    notes.note(ControlKind.SESSION, CLOSES, 0, "feed " + feedUri);
  }

  /** A plan that was announced never came into force; another is still. */
  void withdrawn(Plan plan, Plan inForce) {
    notes.plan(inForce.epoch(), 0, 0, WITHDRAWN + plan.epoch());
  }

  /** A plan is about to be offered, and with it somebody may take over. */
  void plan(Plan plan, SessionTasks tasks, Succession succession) {
    final Pieces pieces = new Pieces(plan.reason().replace(TASKS, ',') + TASKS);
    for (final TaskNode node : plan.nodes()) {
      pieces.add(
          new RecordedPlan.RecordedTask(
                  node.name(),
                  node.number(),
                  tasks.slot(node),
                  plan.plannedNanos(node.number()),
                  node.definition().latencyClass(),
                  tasks.version(node),
                  succession.of(node.number()))
              .toString());
    }
    for (int i = 0; i < pieces.all.size(); i++) {
      notes.plan(plan.epoch(), i, plan.steps(), pieces.all.get(i));
    }
  }

  private static String spelled(Pace pace) {
    return switch (pace.kind()) {
      case FAST -> "fast";
      case RECORDED -> "recorded";
      case FIXED_RATE -> pace.eventsPerSecond() + " a second";
    };
  }

  /** Words, in as many texts as it takes. */
  private final class Pieces {
    private final List<String> all = new ArrayList<>();

    Pieces(String first) {
      all.add(first);
    }

    void add(String word) {
      final int last = all.size() - 1;
      final String longer = all.get(last) + (all.get(last).isEmpty() ? "" : " ") + word;
      if (longer.getBytes(StandardCharsets.UTF_8).length > ControlJournal.MAX_TEXT) {
        all.add(word);
      } else {
        all.set(last, longer);
      }
    }

    void note(ControlKind kind, long value) {
      for (int i = 0; i < all.size(); i++) {
        notes.note(kind, i, value, all.get(i));
      }
    }
  }
}

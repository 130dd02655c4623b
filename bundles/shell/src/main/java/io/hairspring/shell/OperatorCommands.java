package io.hairspring.shell;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The commands {@code hairspring:*} with which an operator intervenes. Each names who answers for
 * it and is noted in the journal, before it is done. Shell threads.
 */
@Component(
    service = OperatorCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=mitigate",
      "osgi.command.function=kill",
      "osgi.command.function=enable"
    })
public final class OperatorCommands {
  static final String NO_MITIGATIONS =
      "nothing can be done: the kernel is not running; 'lb' shows the state of its bundle";
  static final String USAGE =
      "mitigate OPERATOR ACTION [REASON]; actions: shed on|off, hold on|off, throttle EVENTS (0: no"
          + " limit), quarantine TASK, release TASK, demote TASK, promote TASK, fallback STRATEGY,"
          + " primary STRATEGY, replan";

  private static final System.Logger LOG = System.getLogger(OperatorCommands.class.getName());
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final String DEFAULT_REASON = "by the shell";

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Mitigations mitigations;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ControlJournal journal;

  /** What is in force. */
  @Descriptor("mitigations in force, by whom and why")
  public Object mitigate() {
    return ask(OperatorCommands::active);
  }

  /** Does something about trouble, or takes it back. */
  @Descriptor(
      "does something about trouble, or takes it back: shed, hold, throttle, quarantine, release,"
          + " demote, promote, fallback, primary, replan")
  public Object mitigate(
      @Descriptor("name of who answers for it") String operator,
      @Descriptor("action, what it concerns, and why") String... action) {
    return ask(
        service -> {
          final Runnable deed = deed(service, operator, List.of(action));
          note(operator, "mitigate " + String.join(" ", action));
          deed.run();
          return active(service);
        });
  }

  /** The kill switch. */
  @Descriptor("kill switch: cancels every open order and accepts none until 'enable'")
  public Object kill(
      @Descriptor("name of who answers for it") String operator,
      @Descriptor("why") String... reason) {
    return ask(
        service -> {
          // First of all the deed: this is the one command for which time counts.
          final long change = service.kill(operator, reason(reason));
          note(operator, "kill " + reason(reason));
          awaitOut(service);
          final List<Integer> behind = awaitLanes(service, change);
          final HaltStatus halt = service.halt();
          return behind.isEmpty() ? halt : new UnfinishedHalt(halt, behind);
        });
  }

  /** Ends the kill switch. */
  @Descriptor("accepts orders again after 'kill'")
  public Object enable(
      @Descriptor("name of who answers for it") String operator,
      @Descriptor("why") String... reason) {
    return ask(
        service -> {
          note(operator, "enable " + reason(reason));
          final long change = service.enable(operator, reason(reason));
          await(service, change);
          return service.halt();
        });
  }

  private static Runnable deed(Mitigations service, String operator, List<String> action) {
    final String verb = action.isEmpty() ? "" : action.get(0);
    final boolean alone = verb.equals("replan");
    if (operator.isBlank() || action.size() < (alone ? 1 : 2)) {
      throw new IllegalArgumentException(USAGE);
    }
    final String subject = alone ? "" : action.get(1);
    final List<String> words = action.subList(alone ? 1 : 2, action.size());
    final String reason = operator + ": " + reason(words.toArray(new String[0]));
    return switch (verb) {
      case "shed" -> {
        final boolean on = on(verb, subject);
        yield () -> await(service, service.shed(Party.OPERATOR, on, reason));
      }
      case "hold" -> {
        final boolean on = on(verb, subject);
        yield () -> await(service, service.holdOrders(Party.OPERATOR, on, reason));
      }
      case "throttle" -> {
        final long rate = rate(subject);
        yield () -> await(service, service.throttle(Party.OPERATOR, rate, reason));
      }
      case "quarantine" -> () -> service.quarantine(Party.OPERATOR, subject, reason);
      case "release" -> () -> service.release(Party.OPERATOR, subject, reason);
      case "demote" -> () -> service.demote(Party.OPERATOR, subject, reason);
      case "promote" -> () -> service.promote(Party.OPERATOR, subject, reason);
      case "fallback" -> () -> service.fallback(Party.OPERATOR, subject, reason);
      case "primary" -> () -> service.primary(Party.OPERATOR, subject, reason);
      case "replan" -> () -> service.replan(reason);
      default -> throw new IllegalArgumentException("unknown action " + verb + "; " + USAGE);
    };
  }

  private static boolean on(String verb, String word) {
    if (!word.equals("on") && !word.equals("off")) {
      throw new IllegalArgumentException(verb + " " + word + ": must be on or off; " + USAGE);
    }
    return word.equals("on");
  }

  private static long rate(String word) {
    if (!word.matches("[0-9]{1,10}")) {
      throw new IllegalArgumentException(
          "throttle " + word + ": must be a number of events a second, or 0; " + USAGE);
    }
    return Long.parseLong(word);
  }

  private static String reason(String... words) {
    return words.length == 0 ? DEFAULT_REASON : String.join(" ", words);
  }

  private static MitigationStatus[] active(Mitigations service) {
    return service.active().toArray(new MitigationStatus[0]);
  }

  /** What is wrong is told in one line; a stack trace would tell an operator nothing. */
  private Object ask(Function<Mitigations, Object> question) {
    final Mitigations service = mitigations;
    if (service == null) {
      return NO_MITIGATIONS;
    }
    try {
      return question.apply(service);
    } catch (final IllegalArgumentException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void note(String operator, String command) {
    final ControlJournal notes = journal;
    final String text = operator + ": " + command;
    LOG.log(Level.INFO, "operator {0}", text);
    if (notes != null && !notes.note(ControlKind.OPERATOR, 0, 0, text)) {
      LOG.log(Level.WARNING, "not in the journal, which has no room: operator {0}", text);
    }
  }

  /** First of all whether nothing is out any more: no lane has a say in that. */
  private static void awaitOut(Mitigations service) {
    final long end = System.nanoTime() + PATIENCE_NANOS;
    HaltStatus halt = service.halt();
    while (halt.commandNanos() != 0
        && (halt.lastOrderOutNanos() == 0 || halt.openOrders() > 0)
        && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
      halt = service.halt();
    }
  }

  /** The lanes that have not taken it up even then. */
  private static List<Integer> awaitLanes(Mitigations service, long change) {
    final long end = System.nanoTime() + PATIENCE_NANOS;
    List<Integer> behind = service.lanesWithout(change);
    while (!behind.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
      behind = service.lanesWithout(change);
    }
    return behind;
  }

  private static void await(Mitigations service, long change) {
    final long end = System.nanoTime() + PATIENCE_NANOS;
    while (!service.inForce(change)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "not in force after 1 s: a task does not return to the lane; it will be as soon as that"
                + " does");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}

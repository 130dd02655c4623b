package io.hairspring.shell;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The commands {@code hairspring:*} of the Gogo shell, one method each. They return data, for
 * scripts to work on; {@link PlatformTables} writes it for people. Shell threads.
 */
@Component(
    service = PlatformCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=lanes",
      "osgi.command.function=tasks",
      "osgi.command.function=plan",
      "osgi.command.function=feed",
      "osgi.command.function=books"
    })
public final class PlatformCommands {
  static final String NO_PLATFORM =
      "no platform: the kernel is not running; 'lb' shows the state of its bundle";

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Platform platform;

  /** The lanes. */
  @Descriptor("lanes: their cores, the plan each runs, and what they have done")
  public Object lanes() {
    return ask(running -> running.lanes().toArray(new LaneStatus[0]));
  }

  /** The tasks. */
  @Descriptor("tasks the kernel knows, and why one is not in the plan")
  public Object tasks() {
    return ask(running -> running.tasks().toArray(new TaskStatus[0]));
  }

  /** The plan. */
  @Descriptor("plan in force: the steps of each trigger, in order")
  public Object plan() {
    return ask(PlatformCommands::planOf);
  }

  /** The feed. */
  @Descriptor("feed in use and what became of its events")
  public Object feed() {
    return ask(PlatformCommands::feedOf);
  }

  /** The books. */
  @Descriptor("best bid and offer of each instrument; exact only while the feed is paused or over")
  public Object books() {
    return ask(PlatformCommands::booksOf);
  }

  private Object ask(Function<Platform, Object> question) {
    Platform running = platform;
    return running == null ? NO_PLATFORM : question.apply(running);
  }

  private static PlanDescription planOf(Platform running) {
    return running.plan();
  }

  private static FeedStatus feedOf(Platform running) {
    return running.feed();
  }

  private static BookLine[] booksOf(Platform running) {
    List<BookLine> lines = new ArrayList<>();
    for (Instrument instrument : running.instruments().all()) {
      running
          .book(instrument.index())
          .map(
              book ->
                  new BookLine(
                      instrument.symbol(),
                      book.quantity(Side.BID, 0),
                      book.bestBid(),
                      book.bestAsk(),
                      book.quantity(Side.ASK, 0),
                      book.size()))
          .ifPresent(lines::add);
    }
    return lines.toArray(new BookLine[0]);
  }
}

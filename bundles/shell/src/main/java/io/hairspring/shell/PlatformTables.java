package io.hairspring.shell;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.Price;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes what {@link PlatformCommands} returns as plain tables, whatever the level asked for: they
 * are short enough to be read whole. Shell threads.
 */
@Component
public final class PlatformTables implements Converter {

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (target instanceof LaneStatus[] lanes) {
      return lanes.length == 0 ? "no lanes" : lanes(lanes);
    } else if (target instanceof TaskStatus[] tasks) {
      return tasks.length == 0 ? "no tasks" : tasks(tasks);
    } else if (target instanceof PlanDescription plan) {
      return plan(plan);
    } else if (target instanceof FeedStatus feed) {
      return feed(feed);
    } else if (target instanceof BookLine[] books) {
      return books.length == 0 ? "no books: no feed has named an instrument" : books(books);
    }
    return null;
  }

  private static String lanes(LaneStatus[] lanes) {
    Table.Builder table =
        Table.of(
            "lane",
            "core",
            "epoch",
            "steps",
            "cycles",
            "events",
            "orders",
            "refused",
            "records",
            "dropped",
            "allocated bytes");
    for (LaneStatus lane : lanes) {
      table.row(
          lane.lane(),
          known(lane.core()),
          lane.epoch(),
          lane.steps(),
          lane.cycles(),
          lane.events(),
          lane.orders(),
          lane.ordersRefused(),
          lane.recordsWritten(),
          lane.recordsDropped(),
          known(lane.allocatedBytes()));
    }
    return table.build() + "\n" + pressure(lanes);
  }

  private static String pressure(LaneStatus[] lanes) {
    Table.Builder table =
        Table.of(
            "lane",
            "timers",
            "held",
            "parked",
            "shed",
            "forced",
            "late",
            "over budget",
            "aborted",
            "ceilings");
    for (LaneStatus lane : lanes) {
      LanePressure pressure = lane.pressure();
      table.row(
          lane.lane(),
          pressure.timersFired(),
          pressure.heldForTimer(),
          pressure.parked(),
          pressure.shed(),
          pressure.forced(),
          pressure.deadlinesMissed(),
          pressure.overBudget(),
          pressure.ordersAborted(),
          pressure.ceilings());
    }
    return table.build().toString();
  }

  private static String tasks(TaskStatus[] tasks) {
    Table.Builder table =
        Table.of("task", "state", "class", "budget ns", "after", "triggers", "origin", "reason");
    for (TaskStatus task : tasks) {
      TaskDefinition definition = task.definition();
      table.row(
          definition.name(),
          task.state(),
          definition.latencyClass(),
          definition.budgetNanos() == 0 ? "-" : definition.budgetNanos(),
          list(definition.dependencies()),
          list(definition.triggers().stream().sorted().map(TriggerKind::name).toList()),
          task.origin(),
          task.reason());
    }
    return table.build().toString();
  }

  private static String plan(PlanDescription plan) {
    Table.Builder table = Table.of("trigger", "lane", "step", "task", "when", "expected ns");
    for (Map.Entry<TriggerKind, List<PlannedStep>> entry : new TreeMap<>(plan.steps()).entrySet()) {
      int number = 0;
      for (PlannedStep step : entry.getValue()) {
        table.row(
            entry.getKey(),
            step.lane(),
            ++number,
            step.task(),
            step.deferred() ? "deferred" : "critical",
            step.expectedNanos());
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("epoch ").append(plan.epoch()).append(": ").append(plan.reason()).append('\n');
    text.append(table.build());
    new TreeMap<>(plan.criticalPaths())
        .forEach(
            (trigger, paths) ->
                paths.forEach(path -> text.append('\n').append(path(trigger, path))));
    return text.toString();
  }

  private static String path(TriggerKind trigger, PlannedPath path) {
    return "critical path of "
        + trigger
        + ": "
        + String.join(" > ", path.tasks())
        + ", "
        + path.nanos()
        + " ns";
  }

  private static String feed(FeedStatus feed) {
    if (feed.uri().isEmpty()) {
      return "no feed is open";
    }
    Table table =
        Table.of("feed", "state", "events", "records read", "back-pressured")
            .row(
                feed.uri(),
                feed.ended() ? "ended" : "open",
                feed.events(),
                feed.recordsRead(),
                feed.backPressured())
            .build();
    return feed.failure().isEmpty() ? table.toString() : table + "\nfailed: " + feed.failure();
  }

  private static String books(BookLine[] books) {
    Table.Builder table = Table.of("instrument", "lots", "bid", "offer", "lots", "orders");
    for (BookLine book : books) {
      table.row(
          book.symbol(),
          book.bidQuantity(),
          Price.format(book.bid()),
          Price.format(book.ask()),
          book.askQuantity(),
          book.orders());
    }
    return table.build().toString();
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "-" : String.join(",", names);
  }

  private static Object known(long value) {
    return value < 0 ? "-" : value;
  }
}

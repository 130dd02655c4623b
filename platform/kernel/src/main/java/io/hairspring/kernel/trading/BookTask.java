package io.hairspring.kernel.trading;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.book.BookSet;

/** Keeps the books. Every event that is more than a heartbeat is news to the tasks after it. */
@HotPath
public final class BookTask implements Task {
  /** Name of the task. */
  public static final String NAME = "book";

  private final BookSet books;

  /** A task over books that this lane alone writes. */
  public BookTask(BookSet books) {
    this.books = books;
  }

  /** What it declares. */
  public static TaskDefinition definition() {
    return TaskDefinition.named(NAME)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL)
        .build();
  }

  @Override
  public boolean run(Cycle cycle) {
    final MarketEvent event = cycle.event();
    return books.book(event.instrument()).apply(event) || event.kind() != MarketEventKind.STATUS;
  }
}

package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

class PlatformTablesTest {
  private static final LanePressure CALM = new LanePressure(4, 0, 3, 0, 0, 0, 0, 0, 0);

  private final PlatformTables tables = new PlatformTables();

  private String format(Object data) {
    return tables.format(data, Converter.INSPECT, null).toString();
  }

  @Test
  void shouldAlignNumbersToTheRightAndShowWhatIsNotKnownAsADash() {
    LaneStatus[] lanes = {
      new LaneStatus(0, 1, 3, 5, 1_234_567, 1_200_000, 42, 0, 0, 1_234_567, 9, CALM),
      new LaneStatus(1, -1, 3, 5, 8, 8, 0, 0, -1, 8, 0, CALM)
    };
    assertEquals(
        """
        lane  core  epoch  steps   cycles   events  orders  refused  records  dropped  allocated bytes
           0     1      3      5  1234567  1200000      42        0  1234567        9                0
           1     -      3      5        8        8       0        0        8        0                -
        lane  timers  held  parked  shed  forced  late  over budget  aborted  ceilings
           0       4     0       3     0       0     0            0        0         0
           1       4     0       3     0       0     0            0        0         0""",
        format(lanes));
  }

  @Test
  void shouldShowWhereATaskComesFromAndWhyItIsNotPlanned() {
    TaskDefinition book = TaskDefinition.named("book").on(TriggerKind.MARKET_EVENT).build();
    TaskDefinition quoting =
        TaskDefinition.named("quoting").after("book").budgetNanos(2_000).emitsOrders().build();
    TaskStatus[] tasks = {
      new TaskStatus(book, "kernel", TaskStatus.State.PLANNED, ""),
      new TaskStatus(quoting, "strategies", TaskStatus.State.QUARANTINED, "it threw")
    };
    assertEquals(
        """
        task     state        class      budget ns  after  triggers      origin      reason
        book     PLANNED      SENSITIVE          -  -      MARKET_EVENT  kernel
        quoting  QUARANTINED  SENSITIVE       2000  book   -             strategies  it threw""",
        format(tasks));
  }

  @Test
  void shouldNumberTheStepsOfEachTrigger() {
    assertEquals(
        """
        epoch 2: a strategy came
        trigger           lane  step  task     when      expected ns
        MARKET_EVENT         0     1  quoting  critical          300
        MARKET_EVENT         0     2  log      deferred           20
        EXECUTION_REPORT     0     1  quoting  critical          300
        critical path of MARKET_EVENT: book > quoting, 400 ns""",
        format(
            new PlanDescription(
                2,
                "a strategy came",
                Map.of(
                    TriggerKind.EXECUTION_REPORT,
                    List.of(new PlannedStep(0, "quoting", false, 300)),
                    TriggerKind.MARKET_EVENT,
                    List.of(
                        new PlannedStep(0, "quoting", false, 300),
                        new PlannedStep(0, "log", true, 20))),
                Map.of(
                    TriggerKind.MARKET_EVENT,
                    List.of(new PlannedPath(List.of("book", "quoting"), 400))))));
  }

  @Test
  void shouldSayWhyTheFeedEnded() {
    assertEquals(
        """
        feed   state  events  records read  back-pressured
        dbn:x  ended      10            12               0
        failed: broken at byte 7""",
        format(new FeedStatus("dbn:x", true, 10, 12, 0, true, "broken at byte 7")));
    assertEquals("no feed is open", format(new FeedStatus("", true, 0, 0, 0, false, "")));
  }

  @Test
  void shouldWritePricesInDecimalsAndAnEmptySideAsADash() {
    BookLine[] books = {new BookLine("ESH4", 12, 5_000_250_000_000L, Price.NONE, 0, 3)};
    assertEquals(
        """
        instrument  lots      bid  offer  lots  orders
        ESH4          12  5000.25      -     0       3""",
        format(books));
  }

  @Test
  void shouldSayThatThereIsNothingRatherThanPrintAHeaderAlone() {
    assertEquals("no lanes", format(new LaneStatus[0]));
    assertEquals("no tasks", format(new TaskStatus[0]));
    assertEquals("no books: no feed has named an instrument", format(new BookLine[0]));
  }

  @Test
  void shouldLeaveOtherTypesToOtherConverters() {
    assertNull(tables.format("text", Converter.INSPECT, null));
    assertNull(tables.convert(String.class, "text"));
  }
}

package io.hairspring.logger.lines;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.logger.lines.Field.Form;
import io.hairspring.schema.ClockReadingDecoder;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.GapDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.TaskTimesDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** The kinds of line in a journal, with their fields in the order of the schema. */
@SuppressWarnings("ImmutableEnumChecker") // Fields are records, whose functions never change.
public enum LineKind {
  /** An event of the market, as an input. */
  MARKET_EVENT(
      MarketEventDecoder.TEMPLATE_ID,
      "market",
      new Fields()
          .add("sequence", MarketEventDecoder.sequenceEncodingOffset(), Form.LONG)
          .add("exchange_ns", MarketEventDecoder.exchangeNanosEncodingOffset(), Form.LONG)
          .add("receive_ns", MarketEventDecoder.receiveNanosEncodingOffset(), Form.LONG)
          .add("exchange_order_id", MarketEventDecoder.orderIdEncodingOffset(), Form.LONG)
          .add("price", MarketEventDecoder.priceEncodingOffset(), Form.PRICE)
          .add("quantity", MarketEventDecoder.quantityEncodingOffset(), Form.INT)
          .add("instrument", MarketEventDecoder.instrumentEncodingOffset(), Form.INT)
          .name("event", MarketEventDecoder.kindEncodingOffset(), MarketEventKind.values())
          .name("side", MarketEventDecoder.sideEncodingOffset(), Side.values())
          .add("flags", MarketEventDecoder.flagsEncodingOffset(), Form.BYTE)
          .add("source", MarketEventDecoder.sourceEncodingOffset(), Form.BYTE),
      "receive_ns"),

  /** An order, a cancellation or a replacement. */
  ORDER(
      OrderCommandDecoder.TEMPLATE_ID,
      "order",
      new Fields()
          .add("client_order_id", OrderCommandDecoder.clientOrderIdEncodingOffset(), Form.LONG)
          .add("cause_sequence", OrderCommandDecoder.causeSequenceEncodingOffset(), Form.LONG)
          .add("cause_ns", OrderCommandDecoder.causeNanosEncodingOffset(), Form.LONG)
          .add("decision_ns", OrderCommandDecoder.decisionNanosEncodingOffset(), Form.LONG)
          .add("price", OrderCommandDecoder.priceEncodingOffset(), Form.PRICE)
          .add("quantity", OrderCommandDecoder.quantityEncodingOffset(), Form.INT)
          .add("instrument", OrderCommandDecoder.instrumentEncodingOffset(), Form.INT)
          .name("event", OrderCommandDecoder.kindEncodingOffset(), OrderCommandKind.values())
          .name("side", OrderCommandDecoder.sideEncodingOffset(), Side.values())
          .name("terms", OrderCommandDecoder.termsEncodingOffset(), OrderTerms.values())
          .add("lane", OrderCommandDecoder.laneEncodingOffset(), Form.BYTE)
          .add("strategy", OrderCommandDecoder.strategyEncodingOffset(), Form.SHORT),
      "decision_ns"),

  /** What the market did with an order, as an input. */
  REPORT(
      ExecutionReportDecoder.TEMPLATE_ID,
      "report",
      new Fields()
          .add("client_order_id", ExecutionReportDecoder.clientOrderIdEncodingOffset(), Form.LONG)
          .add(
              "exchange_order_id",
              ExecutionReportDecoder.exchangeOrderIdEncodingOffset(),
              Form.LONG)
          .add("exchange_ns", ExecutionReportDecoder.exchangeNanosEncodingOffset(), Form.LONG)
          .add("receive_ns", ExecutionReportDecoder.receiveNanosEncodingOffset(), Form.LONG)
          .add("price", ExecutionReportDecoder.priceEncodingOffset(), Form.PRICE)
          .add("quantity", ExecutionReportDecoder.quantityEncodingOffset(), Form.INT)
          .add("leaves_quantity", ExecutionReportDecoder.leavesQuantityEncodingOffset(), Form.INT)
          .add("instrument", ExecutionReportDecoder.instrumentEncodingOffset(), Form.INT)
          .name("event", ExecutionReportDecoder.kindEncodingOffset(), ReportKind.values())
          .name("side", ExecutionReportDecoder.sideEncodingOffset(), Side.values())
          .name("reason", ExecutionReportDecoder.reasonEncodingOffset(), RejectReason.values()),
      "receive_ns"),

  /** How a cycle, or its deferred steps, went. */
  CYCLE(
      CycleRecordDecoder.TEMPLATE_ID,
      "cycle",
      new Fields()
          .add("cycle", CycleRecordDecoder.cycleEncodingOffset(), Form.LONG)
          .add("sequence", CycleRecordDecoder.triggerSequenceEncodingOffset(), Form.LONG)
          .add("due_ns", CycleRecordDecoder.dueNanosEncodingOffset(), Form.LONG)
          .add("start_ns", CycleRecordDecoder.startNanosEncodingOffset(), Form.LONG)
          .add("end_ns", CycleRecordDecoder.endNanosEncodingOffset(), Form.LONG)
          .add("epoch", CycleRecordDecoder.epochEncodingOffset(), Form.INT)
          .add("order_out_ns", CycleRecordDecoder.orderOutNanosEncodingOffset(), Form.INT)
          .name("trigger", CycleRecordDecoder.triggerEncodingOffset(), LineKind::labelOf)
          .add("lane", CycleRecordDecoder.laneEncodingOffset(), Form.BYTE)
          .flags("outcome", CycleRecordDecoder.outcomeEncodingOffset())
          .add("orders", CycleRecordDecoder.ordersEncodingOffset(), Form.SHORT)
          .add("steps", CycleRecordDecoder.stepsEncodingOffset(), Form.SHORT),
      "start_ns"),

  /** A timer that fired, as an input. */
  TIMER(
      TimerFiredDecoder.TEMPLATE_ID,
      "timer",
      new Fields()
          .add("timer_id", TimerFiredDecoder.timerIdEncodingOffset(), Form.LONG)
          .add("due_ns", TimerFiredDecoder.dueNanosEncodingOffset(), Form.LONG)
          .add("argument", TimerFiredDecoder.argumentEncodingOffset(), Form.LONG)
          .add("missed", TimerFiredDecoder.missedEncodingOffset(), Form.LONG)
          .add("task", TimerFiredDecoder.taskEncodingOffset(), Form.SHORT),
      "due_ns"),

  /** Times of a sampled cycle's steps. */
  TASK_TIMES(
      TaskTimesDecoder.TEMPLATE_ID,
      "times",
      new Fields()
          .add("cycle", TaskTimesDecoder.cycleEncodingOffset(), Form.LONG)
          .add("time1", TaskTimesDecoder.time1EncodingOffset(), Form.LONG)
          .add("time2", TaskTimesDecoder.time2EncodingOffset(), Form.LONG)
          .add("time3", TaskTimesDecoder.time3EncodingOffset(), Form.LONG)
          .add("time4", TaskTimesDecoder.time4EncodingOffset(), Form.LONG)
          .add("time5", TaskTimesDecoder.time5EncodingOffset(), Form.LONG)
          .add("time6", TaskTimesDecoder.time6EncodingOffset(), Form.LONG),
      ""),

  /** What happened beside the cycles. */
  CONTROL(
      ControlEventDecoder.TEMPLATE_ID,
      "control",
      new Fields()
          .add("sequence", ControlEventDecoder.sequenceEncodingOffset(), Form.LONG)
          .add("nanos", ControlEventDecoder.nanosEncodingOffset(), Form.LONG)
          .add("utc_ns", ControlEventDecoder.utcNanosEncodingOffset(), Form.LONG)
          .add("value", ControlEventDecoder.valueEncodingOffset(), Form.LONG)
          .add("cycle", ControlEventDecoder.cycleEncodingOffset(), Form.LONG)
          .add("epoch", ControlEventDecoder.epochEncodingOffset(), Form.INT)
          .name("event", ControlEventDecoder.kindEncodingOffset(), ControlKind.values())
          .add("code", ControlEventDecoder.codeEncodingOffset(), Form.BYTE),
      "nanos"),

  /** A piece of the text of the control event before. */
  TEXT(
      ControlTextDecoder.TEMPLATE_ID,
      "text",
      new Fields()
          .add("sequence", ControlTextDecoder.sequenceEncodingOffset(), Form.LONG)
          .add("text", ControlTextDecoder.textEncodingOffset(), Form.TEXT),
      ""),

  /** The platform clock against UTC. */
  CLOCK(
      ClockReadingDecoder.TEMPLATE_ID,
      "clock",
      new Fields()
          .add("sequence", ClockReadingDecoder.sequenceEncodingOffset(), Form.LONG)
          .add("nanos", ClockReadingDecoder.nanosEncodingOffset(), Form.LONG)
          .add("utc_ns", ClockReadingDecoder.utcNanosEncodingOffset(), Form.LONG)
          .add("uncertainty_ns", ClockReadingDecoder.uncertaintyNanosEncodingOffset(), Form.LONG)
          .add("drift_ppb", ClockReadingDecoder.driftPpbEncodingOffset(), Form.LONG)
          .add("step_ns", ClockReadingDecoder.stepNanosEncodingOffset(), Form.LONG)
          .add("clock_source", ClockReadingDecoder.sourceEncodingOffset(), Form.BYTE)
          .add("synchronised", ClockReadingDecoder.synchronisedEncodingOffset(), Form.BYTE),
      "nanos"),

  /** Lines that are missing. */
  GAP(
      GapDecoder.TEMPLATE_ID,
      "gap",
      new Fields()
          .add("nanos", GapDecoder.nanosEncodingOffset(), Form.LONG)
          .add("records", GapDecoder.recordsEncodingOffset(), Form.LONG)
          .add("inputs", GapDecoder.inputsEncodingOffset(), Form.LONG)
          .add("first_cycle", GapDecoder.firstCycleEncodingOffset(), Form.LONG)
          .add("last_cycle", GapDecoder.lastCycleEncodingOffset(), Form.LONG)
          .add("lane", GapDecoder.laneEncodingOffset(), Form.BYTE),
      "nanos"),

  /** A line of a template that this version does not know. */
  OTHER(0, "other", new Fields(), "");

  /** Template of market events. */
  public static final int MARKET_TEMPLATE = MarketEventDecoder.TEMPLATE_ID;

  private static final List<String> OUTCOMES =
      List.of(
          "orderSent",
          "taskFailed",
          "planAdopted",
          "orderRefused",
          "warmUp",
          "gapBefore",
          "timed",
          "slack",
          "resumed",
          "shed",
          "deadlineMissed",
          "heldForTimer",
          "ceiling",
          "ordersAborted",
          "deferred",
          "bit15");

  private static final LineKind[] BY_TEMPLATE = byTemplate();

  private final int template;
  private final String label;
  private final List<Field> fields;
  private final Field time;

  LineKind(int template, String label, Fields fields, String time) {
    this.template = template;
    this.label = label;
    this.fields = List.copyOf(fields.all);
    this.time = field(time).orElse(null);
  }

  /** The kind of the line at some place. */
  public static LineKind of(DirectBuffer buffer, int offset) {
    int template =
        buffer.getShort(
                offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN)
            & 0xFFFF;
    return template < BY_TEMPLATE.length ? BY_TEMPLATE[template] : OTHER;
  }

  /** Its name in exports and filters. */
  public String label() {
    return label;
  }

  /** Its fields. */
  public List<Field> fields() {
    return fields;
  }

  /** A field by name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** When it happened, platform clock; -1 when the line does not say. */
  public long nanos(DirectBuffer buffer, int offset) {
    return time == null ? -1 : time.number(buffer, offset);
  }

  private static LineKind[] byTemplate() {
    LineKind[] kinds = new LineKind[GapDecoder.TEMPLATE_ID + 1];
    Arrays.fill(kinds, OTHER);
    for (LineKind kind : values()) {
      kinds[kind.template] = kind;
    }
    return kinds;
  }

  /** The label of a template. */
  public static String labelOf(int template) {
    return BY_TEMPLATE[template < BY_TEMPLATE.length ? template : 0].label;
  }

  private static String outcome(int bit) {
    return OUTCOMES.get(bit);
  }

  /** Names of codes; a line that was changed may have a code that is none. */
  private static IntFunction<String> names(Enum<?>[] constants) {
    List<String> names =
        Arrays.stream(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    return code -> code < names.size() ? names.get(code) : "?" + code;
  }

  /** Gathers fields. */
  private static final class Fields {
    private static final IntFunction<String> NUMBER = Integer::toString;

    private final List<Field> all = new ArrayList<>();

    Fields add(String name, int offset, Form form) {
      return add(name, offset, form, NUMBER);
    }

    Fields name(String name, int offset, IntFunction<String> names) {
      return add(name, offset, Form.NAME, names);
    }

    Fields name(String name, int offset, Enum<?>[] constants) {
      return name(name, offset, names(constants));
    }

    Fields flags(String name, int offset) {
      return add(name, offset, Form.FLAGS, LineKind::outcome);
    }

    private Fields add(String name, int offset, Form form, IntFunction<String> names) {
      all.add(new Field(name, MessageHeaderDecoder.ENCODED_LENGTH + offset, form, names));
      return this;
    }
  }
}

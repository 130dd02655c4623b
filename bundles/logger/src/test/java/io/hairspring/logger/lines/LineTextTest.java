package io.hairspring.logger.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.GapEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LineTextTest {
  private static final int LINE = 64;

  private final UnsafeBuffer line = new UnsafeBuffer(new byte[LINE]);

  @Test
  void shouldShowCodesThatAreNone() {
    assertTrue(
        spoiled(OrderCommandEncoder.TEMPLATE_ID).contains("event=?255 side=?255 terms=?255"));
    assertTrue(spoiled(ExecutionReportEncoder.TEMPLATE_ID).contains("side=?255 reason=?255"));
    assertTrue(spoiled(MarketEventEncoder.TEMPLATE_ID).contains("event=?255 side=?255"));
    assertTrue(spoiled(CycleRecordEncoder.TEMPLATE_ID).contains("trigger=other"));
  }

  @Test
  void shouldShowALineOfAnyTemplate() {
    for (int template = 0; template <= GapEncoder.TEMPLATE_ID + 1; template++) {
      String text = spoiled(template);
      assertEquals(LineKind.of(line, 0) == LineKind.OTHER, text.isEmpty(), text);
    }
  }

  /** The text of a line of which every bit after the header is set. */
  private String spoiled(int template) {
    line.setMemory(0, LINE, (byte) -1);
    new MessageHeaderEncoder().wrap(line, 0).templateId(template);
    return LineText.of(line, 0);
  }
}

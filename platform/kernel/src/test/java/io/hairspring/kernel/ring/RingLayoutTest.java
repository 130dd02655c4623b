package io.hairspring.kernel.ring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/**
 * No two threads write to one cache line, nor to two that a processor fetches together: neither the
 * ends of a ring, nor two rings that lie side by side.
 */
class RingLayoutTest {
  private static final long LINES_FETCHED_TOGETHER = 128;

  @BeforeAll
  static void attachToNothing() {
    System.setProperty("jol.skipHotspotSAAttach", "true");
  }

  private static FieldLayout field(String name) {
    return ClassLayout.parseClass(LineRing.class).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + name));
  }

  private static long end(FieldLayout field) {
    return field.offset() + field.size();
  }

  @Test
  void shouldKeepTheProducersFieldsApartFromTheConsumers() {
    apart(
        List.of(field("producerPosition"), field("filled"), field("consumerSeen")),
        List.of(field("consumerPosition"), field("producerSeen")));
  }

  @Test
  void shouldKeepWhatOnlyTheProducerLooksAtApartFromWhatTheConsumerPolls() {
    apart(List.of(field("filled"), field("consumerSeen")), List.of(field("producerPosition")));
  }

  private static void apart(List<FieldLayout> ones, List<FieldLayout> others) {
    for (final FieldLayout one : ones) {
      for (final FieldLayout other : others) {
        final long gap = Math.max(one.offset() - end(other), other.offset() - end(one));
        assertTrue(gap >= LINES_FETCHED_TOGETHER, one + " and " + other);
      }
    }
  }

  @Test
  void shouldKeepWhatIsWrittenAwayFromTheObjectsBeforeAndBehind() {
    final ClassLayout layout = ClassLayout.parseClass(LineRing.class);
    final List<FieldLayout> written =
        List.of(
            field("filled"),
            field("producerPosition"),
            field("consumerSeen"),
            field("consumerPosition"),
            field("producerSeen"));
    final long first =
        written.stream().min(Comparator.comparingLong(FieldLayout::offset)).orElseThrow().offset();
    final long last = written.stream().mapToLong(RingLayoutTest::end).max().orElseThrow();
    assertTrue(first >= LINES_FETCHED_TOGETHER, layout::toPrintable);
    // What is only read, such as the ring's size, may lie close by.
    assertTrue(layout.instanceSize() - last >= LINES_FETCHED_TOGETHER, layout::toPrintable);
  }

  @Test
  void shouldBeginEachRingsMemoryWithAPage() {
    final LineRing one = new LineRing(2);
    final LineRing other = new LineRing(2);
    assertTrue(one.buffer().addressOffset() % 4096 == 0);
    assertTrue(other.buffer().addressOffset() % 4096 == 0);
  }
}

package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.journal.Journal;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.journal.SessionRings;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesDecoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ObserverAgentTest {
  private static final int CYCLE =
      MessageHeaderDecoder.ENCODED_LENGTH + TaskTimesDecoder.cycleEncodingOffset();

  private final LineRing records = new LineRing(64);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TaskTimesEncoder times = new TaskTimesEncoder();
  private final ObserverAgent agent =
      new ObserverAgent(
          new Journal(
              new SessionRings(List.of(records), new LineRing(2), () -> 0),
              new JournalTaps(Overflow.BLOCK, 64, 64, 64),
              new ControlNotes(new SetClock()),
              new SetClock(),
              false));
  private final List<Long> monitored = new ArrayList<>();
  private final List<Long> logged = new ArrayList<>();
  private boolean taking = true;

  private final ExecutionMonitor monitor =
      (buffer, offset) -> monitored.add(buffer.getLong(offset + CYCLE));

  private final ExecutionLogger logger =
      new ExecutionLogger() {
        @Override
        public boolean append(DirectBuffer buffer, int offset, int length) {
          for (int i = offset; taking && i < offset + length; i += LineRing.LINE) {
            logged.add(buffer.getLong(i + CYCLE));
          }
          return taking;
        }

        @Override
        public String location() {
          return "memory";
        }
      };

  private void write(long first, long last) {
    for (long value = first; value <= last; value++) {
      times.wrapAndApplyHeader(records.buffer(), records.claim(), header).cycle(value);
      records.commit();
    }
  }

  @Test
  void shouldShowEachRecordOnceToTheMonitorAndTheLogger() {
    agent.observers(List.of(monitor), List.of(logger));
    write(1, 3);
    assertEquals(3, agent.doWork());
    assertEquals(0, agent.doWork());
    assertEquals(List.of(1L, 2L, 3L), monitored);
    assertEquals(monitored, logged);
  }

  @Test
  void shouldAllocateNothingForABatch() {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final ExecutionLogger indifferent =
        new ExecutionLogger() {
          @Override
          public boolean append(DirectBuffer buffer, int offset, int length) {
            return true;
          }

          @Override
          public String location() {
            return "nowhere";
          }
        };
    agent.observers(List.of((buffer, offset) -> {}), List.of(indifferent));
    long least = Long.MAX_VALUE;
    // The least of some turns: the virtual machine itself allocates once in a while.
    for (int turn = 0; turn < 10; turn++) {
      final long before = threads.getCurrentThreadAllocatedBytes();
      for (int batch = 0; batch < 20_000; batch++) {
        write(1, 3);
        agent.doWork();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  @Test
  void shouldShowMonitorsEveryRecordAsItComesWhileTheLoggerTakesNone() {
    agent.observers(List.of(monitor), List.of(logger));
    taking = false;
    write(1, 2);
    agent.doWork();
    write(3, 3);
    agent.doWork();
    assertEquals(List.of(1L, 2L, 3L), monitored);
    assertEquals(List.of(), logged);
    assertFalse(agent.idle());
    taking = true;
    agent.doWork();
    agent.doWork();
    assertTrue(agent.idle());
    assertEquals(List.of(1L, 2L, 3L), monitored);
    assertEquals(List.of(1L, 2L, 3L), logged);
  }

  @Test
  void shouldLeaveOutAMonitorThatThrowsAndGoOnWithTheOthers() {
    final ExecutionMonitor broken =
        (buffer, offset) -> {
          throw new IllegalStateException("broken");
        };
    agent.observers(List.of(broken, monitor), List.of(logger));
    write(1, 1);
    agent.doWork();
    write(2, 2);
    agent.doWork();
    assertEquals(List.of(1L, 2L), monitored);
    assertEquals(List.of(1L, 2L), logged);
  }

  @Test
  void shouldLeaveOutALoggerThatThrowsAndLoseNoRecordForTheOthers() {
    final ExecutionLogger broken =
        new ExecutionLogger() {
          @Override
          public boolean append(DirectBuffer buffer, int offset, int length) {
            throw new IllegalStateException("broken");
          }

          @Override
          public String location() {
            return "nowhere";
          }
        };
    agent.observers(List.of(), List.of(broken, logger));
    write(1, 2);
    agent.doWork();
    agent.doWork();
    assertEquals(List.of(1L, 2L), logged);
  }

  @Test
  void shouldLogABatchWithTheLoggerThatStaysWhenTheOneBeforeItLeaves() {
    final List<Long> others = new ArrayList<>();
    final ExecutionLogger other =
        new ExecutionLogger() {
          @Override
          public boolean append(DirectBuffer buffer, int offset, int length) {
            return others.add(buffer.getLong(offset + CYCLE));
          }

          @Override
          public String location() {
            return "memory";
          }
        };
    agent.observers(List.of(monitor), List.of(logger, other));
    taking = false;
    write(1, 1);
    agent.doWork();
    agent.observers(List.of(monitor), List.of(logger));
    assertFalse(agent.settled());
    taking = true;
    agent.doWork();
    assertTrue(agent.settled());
    assertEquals(List.of(1L), monitored);
    assertEquals(List.of(1L), logged);
    assertEquals(List.of(1L), others);
  }

  @Test
  void shouldReleaseRecordsThatNobodyWants() {
    write(1, 5);
    agent.doWork();
    assertEquals(5, records.consumed());
  }
}

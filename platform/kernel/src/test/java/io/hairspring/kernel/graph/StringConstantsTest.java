package io.hairspring.kernel.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StringConstantsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Has a string among its constants, and not made it yet. */
  public static final class Literal implements Supplier<String> {
    @Override
    public String get() {
      return "a string that nobody else has among his constants";
    }
  }

  /** The class anew. */
  private static Supplier<?> literal() throws Exception {
    return (Supplier<?>)
        new OwnClasses(Literal.class)
            .loadClass(Literal.class.getName())
            .getConstructor()
            .newInstance();
  }

  private static long allocatedBy(Supplier<?> literal) {
    final long before = THREADS.getCurrentThreadAllocatedBytes();
    final var unused = literal.get();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void shouldLeaveNoStringToBeMadeWhereItIsUsed() throws Exception {
    final Supplier<?> first = literal();
    final Supplier<?> second = literal();
    final long itself = Math.min(allocatedBy(() -> null), allocatedBy(() -> null));
    StringConstants.make(second.getClass());
    assertEquals(0, allocatedBy(second) - itself);
    assertTrue(first.get() == second.get(), "the virtual machine has one of each");
  }
}

package io.hairspring.affinity.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;

/** The calls of a 64-bit Linux, through JNA. Control and shell threads. */
public final class LinuxCounterCalls implements CounterCalls {
  /** Of the first version of {@code perf_event_attr}, which every kernel takes. */
  private static final int ATTRIBUTE_BYTES = 64;

  private static final int SIZE = 4;
  private static final int CONFIG = 8;
  private static final int FLAGS = 40;
  private static final long EXCLUDE_KERNEL = 1 << 5;
  private static final long EXCLUDE_HYPERVISOR = 1 << 6;
  private static final long CLOSE_ON_EXEC = 8;
  private static final int ANY = -1;

  /** The functions as the C library has them. It has none for counters, only the number. */
  private static final class C {
    static {
      Native.register(C.class, "c");
    }

    private C() {}

    static native long syscall(
        long number, byte[] attributes, long thread, long cpu, long group, long flags)
        throws LastErrorException;

    static native long read(int file, long[] value, long bytes) throws LastErrorException;

    static native int close(int file) throws LastErrorException;
  }

  @Override
  public int open(Event event, int thread) {
    ByteBuffer attributes = ByteBuffer.allocate(ATTRIBUTE_BYTES).order(ByteOrder.nativeOrder());
    attributes.putInt(0, event.type());
    attributes.putInt(SIZE, ATTRIBUTE_BYTES);
    attributes.putLong(CONFIG, event.config());
    attributes.putLong(FLAGS, EXCLUDE_KERNEL | EXCLUDE_HYPERVISOR);
    long number = CallNumber.of("perf_event_open", 298, 241);
    return (int)
        call(
            "perf_event_open(" + event + ", " + thread + ")",
            () -> C.syscall(number, attributes.array(), thread, ANY, ANY, CLOSE_ON_EXEC));
  }

  @Override
  public long read(int counter) {
    long[] value = new long[1];
    call("read(counter)", () -> C.read(counter, value, Long.BYTES));
    return value[0];
  }

  @Override
  public void close(int counter) {
    call("close(counter)", () -> C.close(counter));
  }

  private static long call(String words, LongSupplier call) {
    try {
      return call.getAsLong();
    } catch (LastErrorException e) {
      throw new SystemCallException(words, e.getErrorCode(), LinuxThreadCalls.reason(e));
    }
  }
}

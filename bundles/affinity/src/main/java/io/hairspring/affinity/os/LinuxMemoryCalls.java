package io.hairspring.affinity.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.function.LongSupplier;

/** The calls of the C library of a 64-bit Linux, through JNA. Control thread. */
public final class LinuxMemoryCalls implements MemoryCalls {
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
  private static final int MAP_HUGETLB = 0x40000;
  private static final int MADV_HUGEPAGE = 14;
  private static final int MPOL_PREFERRED = 1;
  private static final int MPOL_F_NODE_ADDR = 3;
  private static final int MASK_WORDS = 16;
  private static final int PAGE = 4096;

  /** The functions as the C library has them. It has none for memory policy, only the numbers. */
  private static final class C {
    static {
      Native.register(C.class, "c");
    }

    private C() {}

    static native long mmap(
        long address, long bytes, int protection, int flags, int file, long offset)
        throws LastErrorException;

    static native int munmap(long address, long bytes) throws LastErrorException;

    static native int madvise(long address, long bytes, int advice) throws LastErrorException;

    static native int mlock(long address, long bytes) throws LastErrorException;

    static native long syscall(
        long number, long address, long bytes, long mode, long[] nodes, long bits, long flags)
        throws LastErrorException;

    static native long syscall(
        long number, int[] mode, long[] nodes, long bits, long address, long flags)
        throws LastErrorException;
  }

  @Override
  public long map(long bytes, boolean huge) {
    int flags = MAP_PRIVATE_ANONYMOUS | (huge ? MAP_HUGETLB : 0);
    return call(
        "mmap(" + bytes + (huge ? ", MAP_HUGETLB)" : ")"),
        () -> C.mmap(0, bytes, PROT_READ_WRITE, flags, -1, 0));
  }

  @Override
  public void unmap(long address, long bytes) {
    call("munmap(" + bytes + ")", () -> C.munmap(address, bytes));
  }

  @Override
  public void adviseHugePages(long address, long bytes) {
    call("madvise(MADV_HUGEPAGE)", () -> C.madvise(address, bytes, MADV_HUGEPAGE));
  }

  @Override
  public void prefer(long address, long bytes, int node) {
    long[] nodes = new long[MASK_WORDS];
    nodes[node / Long.SIZE] = 1L << node % Long.SIZE;
    call(
        "mbind(" + bytes + ", MPOL_PREFERRED, " + node + ")",
        () ->
            C.syscall(
                CallNumber.of("mbind", 237, 235),
                address,
                bytes,
                MPOL_PREFERRED,
                nodes,
                (long) MASK_WORDS * Long.SIZE,
                0));
  }

  @Override
  public void touch(long address, long bytes) {
    Pointer memory = new Pointer(address);
    for (long at = 0; at < bytes; at += PAGE) {
      memory.setByte(at, (byte) 0);
    }
  }

  @Override
  public void lock(long address, long bytes) {
    call("mlock(" + bytes + ")", () -> C.mlock(address, bytes));
  }

  @Override
  public int nodeOf(long address) {
    int[] node = new int[1];
    call(
        "get_mempolicy(MPOL_F_NODE | MPOL_F_ADDR)",
        () ->
            C.syscall(
                CallNumber.of("get_mempolicy", 239, 236),
                node,
                null,
                0,
                address,
                MPOL_F_NODE_ADDR));
    return node[0];
  }

  private static long call(String words, LongSupplier call) {
    try {
      return call.getAsLong();
    } catch (LastErrorException e) {
      throw new SystemCallException(words, e.getErrorCode(), LinuxThreadCalls.reason(e));
    }
  }
}

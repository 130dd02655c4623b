package io.hairspring.affinity.memory;

import io.hairspring.affinity.os.MemoryCalls;
import io.hairspring.affinity.os.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/** Memory that is not there: the calls are written down, and refused as told. */
public final class RecordedMemory implements MemoryCalls {
  static final long ADDRESS = 0x7000_0000_1000L;

  public final List<String> calls = new ArrayList<>();
  public final List<String> refused = new ArrayList<>();
  LongToIntFunction nodes = address -> preferred(address);
  private int preferred;

  private int preferred(long address) {
    return address >= ADDRESS ? preferred : -1;
  }

  private void record(String call, int code, String reason) {
    calls.add(call);
    for (String prefix : refused) {
      if (call.startsWith(prefix)) {
        throw new SystemCallException(call, code, reason);
      }
    }
  }

  @Override
  public long map(long bytes, boolean huge) {
    record((huge ? "map huge " : "map ") + bytes, 12, "Cannot allocate memory");
    return ADDRESS;
  }

  @Override
  public void unmap(long address, long bytes) {
    record("unmap " + bytes, 22, "Invalid argument");
  }

  @Override
  public void adviseHugePages(long address, long bytes) {
    record("advise " + bytes + " aligned to " + Long.lowestOneBit(address), 22, "Invalid argument");
  }

  @Override
  public void prefer(long address, long bytes, int node) {
    record("prefer node " + node + " for " + bytes, 1, "Operation not permitted");
    preferred = node;
  }

  @Override
  public void touch(long address, long bytes) {
    record("touch " + bytes, 0, "");
  }

  @Override
  public void lock(long address, long bytes) {
    record("lock " + bytes, 12, "Cannot allocate memory");
  }

  @Override
  public int nodeOf(long address) {
    return nodes.applyAsInt(address);
  }
}

package io.hairspring.peers.handover;

import io.hairspring.peers.bench.PeerThreads;
import java.lang.System.Logger.Level;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Agrona's {@link OneToOneRingBuffer}, claimed and committed in place, read by an {@link Agent}
 * whose runner idles with {@link BusySpinIdleStrategy}.
 */
final class AgronaHandover extends Handover {
  private static final System.Logger LOG = System.getLogger(AgronaHandover.class.getName());
  private static final int BYTES = 1 << 18;
  private static final int MESSAGE = 56;
  private static final int SEQUENCE = 8;
  private static final int TYPE = 1;

  private final OneToOneRingBuffer ring =
      new OneToOneRingBuffer(
          new UnsafeBuffer(
              BufferUtil.allocateDirectAligned(
                  BYTES + RingBufferDescriptor.TRAILER_LENGTH, 4_096)));
  private AgentRunner runner;

  private static final class Reader implements Agent, MessageHandler {
    private final OneToOneRingBuffer ring;
    private final Receiver receiver;

    Reader(OneToOneRingBuffer ring, Receiver receiver) {
      this.ring = ring;
      this.receiver = receiver;
    }

    @Override
    public int doWork() {
      return ring.read(this);
    }

    @Override
    public void onMessage(int type, MutableDirectBuffer buffer, int offset, int length) {
      receiver.accept(buffer.getLong(offset), buffer.getLong(offset + SEQUENCE));
    }

    @Override
    public String roleName() {
      return "peer-agrona";
    }
  }

  AgronaHandover(PeerThreads threads) {
    super("agrona", threads);
  }

  @Override
  void start(Receiver receiver) {
    runner =
        new AgentRunner(
            new BusySpinIdleStrategy(),
            error -> LOG.log(Level.ERROR, "the agent failed a turn and goes on", error),
            null,
            new Reader(ring, receiver));
    AgentRunner.startOnThread(runner, threads()::pinned);
  }

  @Override
  void send(long due, long number) {
    int offset = ring.tryClaim(TYPE, MESSAGE);
    while (offset < 0) {
      Thread.onSpinWait();
      offset = ring.tryClaim(TYPE, MESSAGE);
    }
    final AtomicBuffer buffer = ring.buffer();
    buffer.putLong(offset, due);
    buffer.putLong(offset + SEQUENCE, number);
    ring.commit(offset);
  }

  @Override
  void stop() {
    runner.close();
  }
}

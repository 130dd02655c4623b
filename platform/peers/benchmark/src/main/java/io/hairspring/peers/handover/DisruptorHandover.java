package io.hairspring.peers.handover;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.hairspring.peers.bench.PeerThreads;

/** LMAX's Disruptor: one producer, one handler, {@link BusySpinWaitStrategy}. */
final class DisruptorHandover extends Handover {
  private static final int SLOTS = 4_096;

  private static final class Slot {
    private long due;
    private long sequence;
  }

  private Disruptor<Slot> disruptor;
  private RingBuffer<Slot> ring;

  DisruptorHandover(PeerThreads threads) {
    super("disruptor", threads);
  }

  @Override
  void start(Receiver receiver) {
    disruptor =
        new Disruptor<>(
            Slot::new,
            SLOTS,
            work -> threads().pinned(work),
            ProducerType.SINGLE,
            new BusySpinWaitStrategy());
    disruptor.handleEventsWith((slot, at, last) -> receiver.accept(slot.due, slot.sequence));
    ring = disruptor.start();
  }

  @Override
  void send(long due, long number) {
    final long at = ring.next();
    final Slot slot = ring.get(at);
    slot.due = due;
    slot.sequence = number;
    ring.publish(at);
  }

  @Override
  void stop() {
    disruptor.shutdown();
  }
}

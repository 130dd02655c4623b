package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;

/** The tasks of the trading graph: a class for each kind, as plug-ins have, that all compute. */
final class TradingTasks {
  private TradingTasks() {}

  /** Keeps the book. */
  @HotPath
  static final class Book extends BusyTask {
    Book(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** Watches the market; no order waits for it. */
  @HotPath
  static final class Analytics extends BusyTask {
    Analytics(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** What strategies decide by. */
  @HotPath
  static final class Signal extends BusyTask {
    Signal(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** Decides. */
  @HotPath
  static final class Strategy extends BusyTask {
    Strategy(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** Checks what was decided. */
  @HotPath
  static final class Risk extends BusyTask {
    Risk(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** Writes down and counts. */
  @HotPath
  static final class Log extends BusyTask {
    Log(int rounds, Carry carry) {
      super(rounds, carry);
    }
  }

  /** Makes the order and sends it. */
  @HotPath
  static final class Order extends BusyTask {
    private static final long PRICE = 4_810_000_000_000L;

    private final OrderPort port;

    Order(int rounds, Carry carry, OrderPort port) {
      super(rounds, carry);
      this.port = port;
    }

    @Override
    public boolean run(Cycle cycle) {
      return super.run(cycle) && port.send(0, Side.BID, PRICE, 1, OrderTerms.LIMIT) > 0;
    }
  }
}

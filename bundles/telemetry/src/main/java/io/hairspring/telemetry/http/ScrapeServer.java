package io.hairspring.telemetry.http;

import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.metric.Snapshot;
import io.hairspring.telemetry.source.Source;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Metrics over HTTP. Whoever scrapes can do no harm: at most {@value #MAX_OPEN} connections are
 * open, two are answered at a time, each is cut after {@value #LIMIT_MILLIS} ms whatever it does,
 * and none is taken within {@value #PAUSE_MILLIS} ms of the one before, so that a flood waits in
 * the operating system's queue. An answer is the latest snapshot: it asks nothing of the platform.
 */
public final class ScrapeServer implements Source, AutoCloseable {
  static final int MAX_OPEN = 8;
  static final int LIMIT_MILLIS = 5_000;
  static final int PAUSE_MILLIS = 20;

  private static final System.Logger LOG = System.getLogger(ScrapeServer.class.getName());
  private static final int WORKERS = 2;
  private static final int BACKLOG = 16;
  private static final int LOOK_MILLIS = 100;
  private static final int STOP_MILLIS = 1_000;
  private static final long IDLE_SECONDS = 60;

  private final int limitMillis;
  private final Exposition exposition;
  private final Runnable onThread;
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();
  private final ThreadPoolExecutor workers;
  private volatile ServerSocket socket;
  private volatile Thread acceptor;

  /**
   * Prepares it; nothing listens yet.
   *
   * @param onThread runs at the start of each of its threads
   */
  public ScrapeServer(Supplier<Snapshot> latest, Runnable onThread) {
    this(latest, onThread, LIMIT_MILLIS);
  }

  ScrapeServer(Supplier<Snapshot> latest, Runnable onThread, int limitMillis) {
    this.limitMillis = limitMillis;
    this.exposition = new Exposition(latest);
    this.onThread = onThread;
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_OPEN),
            work -> thread(work, "hairspring-metrics"));
    workers.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work, String name) {
    final Thread thread =
        new Thread(
            () -> {
              onThread.run();
              work.run();
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Listens; a port that cannot be had is told in one line, and everything else goes on.
   *
   * @param port 0 for one that is free
   */
  public void listen(InetAddress address, int port) {
    try {
      final ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      try {
        listening.bind(new InetSocketAddress(address, port), BACKLOG);
      } catch (final IOException e) {
        listening.close();
        throw e;
      }
      socket = listening;
      final Thread accepting = thread(() -> accept(listening), "hairspring-metrics-accept");
      accepting.start();
      acceptor = accepting;
      LOG.log(
          Level.INFO,
          "metrics at http://{0}:{1}/metrics",
          address.getHostAddress(),
          Integer.toString(listening.getLocalPort()));
    } catch (final IOException e) {
      LOG.log(
          Level.WARNING,
          "metrics cannot be scraped: {0} port {1} cannot be had ({2}); http.port in"
              + " etc/io.hairspring.telemetry.cfg must be another, any or off",
          address.getHostAddress(),
          Integer.toString(port),
          e.getMessage());
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        listening.setSoTimeout(open.isEmpty() ? 0 : LOOK_MILLIS);
        take(listening.accept());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      } catch (final SocketTimeoutException e) {
        // Time to look at the open ones.
      } catch (final IOException e) {
        if (!listening.isClosed()) {
          LOG.log(Level.DEBUG, "a connection came to nothing", e);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
      }
      cutOld();
    }
  }

  private void take(Socket connection) {
    if (open.size() >= MAX_OPEN) {
      refused.incrementAndGet();
      close(connection);
      return;
    }
    open.put(connection, System.nanoTime());
    try {
      workers.execute(() -> answer(connection));
    } catch (final RejectedExecutionException e) {
      // Those that were cut are still in the queue; or this is being closed.
      open.remove(connection);
      refused.incrementAndGet();
      close(connection);
    }
  }

  private void answer(Socket connection) {
    try {
      if (new Scrape(connection, exposition).answer()) {
        answered.incrementAndGet();
      }
    } catch (final IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "a scrape came to nothing", e);
    } finally {
      if (open.remove(connection) != null) {
        close(connection);
      }
    }
  }

  /** Closing it wakes the thread that reads from it or writes to it. */
  private void cutOld() {
    final long now = System.nanoTime();
    final Iterator<Map.Entry<Socket, Long>> all = open.entrySet().iterator();
    while (all.hasNext()) {
      final Map.Entry<Socket, Long> next = all.next();
      if (now - next.getValue() > TimeUnit.MILLISECONDS.toNanos(limitMillis)
          && open.remove(next.getKey()) != null) {
        cut.incrementAndGet();
        close(next.getKey());
      }
    }
  }

  private static void close(Closeable connection) {
    try {
      connection.close();
    } catch (final IOException e) {
      LOG.log(Level.DEBUG, "a connection did not close", e);
    }
  }

  /** The port it listens on; 0 for none. */
  public int port() {
    final ServerSocket listening = socket;
    return listening == null || listening.isClosed() ? 0 : listening.getLocalPort();
  }

  @Override
  public String name() {
    return "scrape endpoint";
  }

  @Override
  public void read(Readings into) {
    into.add(Metric.HTTP_PORT, port());
    into.add(Metric.SCRAPES, answered.get());
    into.add(Metric.SCRAPES_REFUSED, refused.get());
    into.add(Metric.SCRAPES_CUT, cut.get());
  }

  /**
   * Listens no more, cuts what is open, and waits for its threads: they must not outlive the bundle
   * their classes come from.
   */
  @Override
  public void close() {
    final ServerSocket listening = socket;
    if (listening != null) {
      close(listening);
    }
    workers.shutdown();
    open.keySet().forEach(ScrapeServer::close);
    try {
      final Thread accepting = acceptor;
      if (accepting != null) {
        accepting.join(STOP_MILLIS);
      }
      if (!workers.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "a scrape did not end within {0} ms", STOP_MILLIS);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

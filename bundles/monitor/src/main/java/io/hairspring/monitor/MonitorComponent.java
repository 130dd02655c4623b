package io.hairspring.monitor;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.monitor.MonitorReport;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.time.PlatformClock;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The door of the monitor's bundle. */
@Component(
    service = {ExecutionMonitor.class, MonitorReport.class},
    immediate = true,
    configurationPid = MonitorSettings.PID)
public final class MonitorComponent implements ExecutionMonitor, MonitorReport {
  private static final System.Logger LOG = System.getLogger(MonitorComponent.class.getName());

  private static final long STOP_SECONDS = 5;

  // One that waits for a lane which cannot adopt a plan must not keep the monitor's own thread.
  private final ExecutorService plans =
      Executors.newSingleThreadExecutor(
          work -> {
            final Thread thread = new Thread(work, "hairspring-mitigations");
            thread.setDaemon(true);
            return thread;
          });
  private final Monitor monitor;
  private final ExecutionMonitor records;

  /** Starts the monitor; what is wrong in its configuration is told and has its default. */
  @Activate
  public MonitorComponent(@Reference PlatformClock clock, Map<String, Object> properties) {
    monitor =
        new Monitor(
            clock,
            Configuration.read(
                MonitorSettings.PID,
                properties,
                LOG,
                configuration ->
                    MonitorSettings.from(configuration, line -> LOG.log(Level.ERROR, line))),
            ManagementFactory.getGarbageCollectorMXBeans(),
            plans);
    records = monitor.records();
    monitor.start();
  }

  @Deactivate
  void deactivate() {
    monitor.stop();
    plans.shutdown();
    try {
      if (!plans.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(
            Level.WARNING,
            "the plan without the monitor''s mitigations is not adopted within {0} s",
            STOP_SECONDS);
        plans.shutdownNow();
      }
    } catch (final InterruptedException e) {
      plans.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindMitigations(Mitigations service) {
    monitor.mitigations(service);
  }

  void unbindMitigations(Mitigations service) {
    monitor.left(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindContention(LaneContention service) {
    monitor.contention(service);
  }

  void unbindContention(LaneContention service) {
    monitor.left(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindJournal(ControlJournal service) {
    monitor.journal(service);
  }

  void unbindJournal(ControlJournal service) {
    monitor.left(service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(AlertListener listener) {
    monitor.listen(listener);
  }

  void unbindListener(AlertListener listener) {
    monitor.forget(listener);
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    records.onRecord(buffer, offset);
  }

  @Override
  public void onTurn(long nowNanos, LaneGlimpse lane) {
    records.onTurn(nowNanos, lane);
  }

  @Override
  public List<Distribution> distributions() {
    return monitor.distributions();
  }

  @Override
  public List<Alert> open() {
    return monitor.open();
  }

  @Override
  public List<Alert> recent() {
    return monitor.recent();
  }

  @Override
  public long found() {
    return monitor.found();
  }

  @Override
  public List<String> mitigations() {
    return monitor.mitigations();
  }
}

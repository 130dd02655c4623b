package io.hairspring.monitor.explain;

/**
 * What happened between two samples.
 *
 * @param first the earlier
 * @param last the later
 */
record MachineWindow(MachineSample first, MachineSample last) {

  long waited(int lane) {
    return last.waited(lane) - first.waited(lane);
  }

  long stolen(int lane) {
    return last.stolen(lane) - first.stolen(lane);
  }

  long pageFaults(int lane) {
    return last.pageFaults(lane) - first.pageFaults(lane);
  }

  long switches(int lane) {
    return last.switches(lane) - first.switches(lane);
  }

  long collections() {
    return last.collections() - first.collections();
  }

  long collectionMillis() {
    return last.collectionMillis() - first.collectionMillis();
  }
}

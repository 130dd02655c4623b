package io.hairspring.kernel.control;

import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;

/** Who places threads, memory and the lanes' cores, as far as anybody does. */
final class Placements {
  private final KernelSettings settings;
  private final LaneCores cores;
  private final Held<ThreadPlacement> threads = new Held<>();
  private final Held<MemoryPlacement> memory = new Held<>();
  private final Held<HardwarePlacement> hardware = new Held<>();

  Placements(KernelSettings settings) {
    this.settings = settings;
    this.cores = new LaneCores(settings);
  }

  /** Where threads run. */
  Held<ThreadPlacement> threads() {
    return threads;
  }

  /** Memory beside its users. */
  Held<MemoryPlacement> memory() {
    return memory;
  }

  /** The cores of the machine. */
  Held<HardwarePlacement> hardware() {
    return hardware;
  }

  /** The lanes'. Control thread. */
  LaneCores cores() {
    return cores;
  }

  /**
   * Who knows the machine's cores has come or left: the lanes' are kept by them. Control thread.
   */
  void hardwareChanged() {
    cores.came(hardware.get());
  }

  /** Keeps the lanes' cores before a plug-in's code runs that could take them. Control thread. */
  void keepCores() {
    cores.keep(hardware.get());
  }

  /** Rings beside the first lane. Control thread. */
  PlacedRings rings() {
    return new PlacedRings(memory.get(), cores.leader(), SessionLanes.ringLines(settings));
  }

  /** Who puts lanes on their cores; null when nobody does. Control thread. */
  ThreadPlacement ofLanes() {
    return cores.placement(threads.get());
  }
}

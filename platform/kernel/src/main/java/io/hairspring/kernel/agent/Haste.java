package io.hairspring.kernel.agent;

/** Has a thread go before everything else on its core for a moment. Any thread. */
public interface Haste {
  /** There is none: threads take their turns. */
  Haste NONE =
      new Haste() {
        @Override
        public void hurry(Thread thread) {}

        @Override
        public void relax(Thread thread) {}
      };

  /** It has its core for itself until it is made to share it again. */
  void hurry(Thread thread);

  /** It shares its core again. */
  void relax(Thread thread);
}

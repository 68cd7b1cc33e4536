package io.binnacle.plugins.guard;

import java.lang.management.ManagementFactory;

/** How much a thread has allocated, where the virtual machine tells. Thread-safe. */
final class Allocation {
  private final com.sun.management.ThreadMXBean threads;

  private Allocation(com.sun.management.ThreadMXBean threads) {
    this.threads = threads;
  }

  /** The bytes that a thread has allocated since it began; -1 where that is not known. */
  interface Meter {
    long allocatedBy(Thread thread);
  }

  static Meter meter() {
    try {
      if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
          && bean.isThreadAllocatedMemorySupported()
          && bean.isThreadAllocatedMemoryEnabled()) {
        Allocation allocation = new Allocation(bean);
        return thread -> allocation.threads.getThreadAllocatedBytes(thread.getId());
      }
    } catch (LinkageError notThisVirtualMachine) {
      return thread -> -1;
    }
    return thread -> -1;
  }
}

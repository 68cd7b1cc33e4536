package io.binnacle.storage.embedded;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Leases;
import io.binnacle.storage.embedded.index.Version;
import io.binnacle.storage.embedded.log.Entry;
import io.binnacle.storage.embedded.log.LogBrokenException;
import io.binnacle.storage.embedded.log.LogStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that changes the store. It takes all commands that wait, decides them in order,
 * makes them durable with one sync, shows them to readers, and hands events and answers to other
 * threads: no code of a caller runs here.
 *
 * <p>A write that fails (a full disk) is taken back and the writer goes on; after a failed sync it
 * refuses everything, as only a restart can tell what is on disk.
 */
final class Writer implements Runnable {
  private static final int GROUP_COMMANDS = 1024;
  // Java has no type for these failures, only the system's words.
  private static final Pattern NO_ROOM =
      Pattern.compile("no space left|quota exceeded|file too large", Pattern.CASE_INSENSITIVE);
  private static final int MAX_VALUE_BYTES = 32 << 20;

  private final BlockingQueue<Command> queue;
  private final LogStore log;
  private final KeyIndex index;
  private final Leases leases;
  private final Values values;
  private final Watches watches;
  private final Lane answers;
  private final long segmentBytes;
  private volatile @Nullable StorageException broken;
  private volatile String trouble = "";

  Writer(Store store, BlockingQueue<Command> queue, Watches watches, Lane answers) {
    this.queue = queue;
    this.log = store.log();
    this.index = store.index();
    this.leases = store.leases();
    this.values = store.values();
    this.watches = watches;
    this.answers = answers;
    this.segmentBytes = store.options().segmentBytes();
  }

  /** What keeps the writer from writing, empty if nothing does. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    boolean stopped = false;
    try {
      while (!stopped) {
        List<Command> commands = new ArrayList<>();
        commands.add(queue.take());
        queue.drainTo(commands, GROUP_COMMANDS);
        stopped = handle(commands);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!stopped) {
        breakDown(new StorageException(StorageException.Code.UNAVAILABLE, "the writer has died"));
      }
    }
  }

  /** Why the writer takes nothing more, null if it does. */
  @Nullable StorageException broken() {
    return broken;
  }

  private StorageException breakDown(StorageException why) {
    broken = why;
    trouble = String.valueOf(why.getMessage());
    return why;
  }

  /** Does the commands in order; true if one of them was to stop. */
  private boolean handle(List<Command> commands) {
    List<Command> together = new ArrayList<>();
    for (Command command : commands) {
      if (command instanceof Command.Stop stop) {
        commit(together);
        stop(stop, commands.subList(commands.indexOf(command) + 1, commands.size()));
        return true;
      }
      if (command instanceof Command.Roll roll) {
        commit(together);
        together.clear();
        roll(roll);
      } else {
        together.add(command);
      }
    }
    commit(together);
    return false;
  }

  private void commit(List<Command> commands) {
    if (commands.isEmpty()) {
      return;
    }
    StorageException why = broken;
    Group group = new Group(index, leases);
    if (why == null) {
      try {
        if (log.activeBytes() > segmentBytes) {
          log.roll();
        }
        commands.forEach(command -> decide(command, group));
        if (!group.entries().isEmpty()) {
          long[] places = log.commit(group.entries());
          watches.announce(group.changes(), group.revision());
          group.durable(places);
          watches.committed(group.changes(), group.revision());
          trouble = "";
        }
        answers.press(() -> group.acknowledgements().forEach(Runnable::run));
        return;
      } catch (IOException e) {
        group.failed();
        why = failure(e);
      } catch (RuntimeException e) {
        why =
            breakDown(
                new StorageException(
                    StorageException.Code.UNAVAILABLE, "storage needs a restart: " + e, e));
      }
    }
    List<Command> refused = List.copyOf(commands);
    StorageException reason = why;
    answers.press(() -> refused.forEach(c -> c.done().completeExceptionally(reason)));
  }

  private StorageException failure(IOException e) {
    trouble = "writes fail: " + e.getMessage();
    if (e instanceof LogBrokenException) {
      return breakDown(
          new StorageException(
              StorageException.Code.UNAVAILABLE,
              "storage needs a restart: " + e.getMessage() + ": " + e.getCause(),
              e));
    }
    String message = String.valueOf(e.getMessage());
    boolean full = NO_ROOM.matcher(message).find();
    return new StorageException(
        full ? StorageException.Code.NO_SPACE : StorageException.Code.UNAVAILABLE,
        "the change could not be written: " + message,
        e);
  }

  private void decide(Command command, Group group) {
    if (command instanceof Command.Write write) {
      decide(write, group);
    } else if (command instanceof Command.Grant grant) {
      group.note(
          new Entry.Grant(grant.lease(), grant.ttlSeconds()),
          () -> leases.grant(grant.lease(), grant.ttlSeconds()),
          () -> {});
      group.acknowledge(() -> grant.done().complete(grant.lease()));
    } else if (command instanceof Command.Revoke revoke) {
      decide(revoke, group);
    } else if (command instanceof Command.Compact compact) {
      group.note(new Entry.Compact(compact.revision()), () -> {}, () -> {});
      group.acknowledge(() -> compact.done().complete(null));
    }
  }

  private void decide(Command.Write write, Group group) {
    Txn txn = write.txn();
    Version now = group.now(txn.key());
    boolean holds =
        txn.expectedModRevision() == Txn.ANY
            || txn.expectedModRevision() == (now == null ? Txn.ABSENT : now.revision());
    byte[] value = txn.value();
    if (!holds || (value == null && now == null)) {
      answer(write, group, holds, () -> values.read(now));
    } else if (value == null) {
      group.delete(now);
      answer(write, group, true, () -> values.read(now));
    } else if (value.length > MAX_VALUE_BYTES) {
      refuse(
          write,
          group,
          StorageException.Code.NO_SPACE,
          "a value of %d bytes is over the limit of %d".formatted(value.length, MAX_VALUE_BYTES));
    } else if (txn.lease() != 0 && !leases.isOpen(txn.lease())) {
      refuse(write, group, StorageException.Code.LEASE_NOT_FOUND, "no lease " + txn.lease());
    } else {
      Version written = group.write(txn.key(), value, txn.lease());
      answer(write, group, true, () -> Values.with(written, value));
    }
  }

  private static void answer(
      Command.Write write, Group group, boolean holds, Supplier<@Nullable KeyValue> current) {
    long revision = group.revision();
    group.acknowledge(
        () -> {
          try {
            write.done().complete(new TxnResult(holds, revision, current.get()));
          } catch (StorageException e) {
            write.done().completeExceptionally(e);
          }
        });
  }

  private static void refuse(
      Command.Write write, Group group, StorageException.Code code, String message) {
    group.acknowledge(
        () -> write.done().completeExceptionally(new StorageException(code, message)));
  }

  private void decide(Command.Revoke revoke, Group group) {
    long id = revoke.lease();
    if (leases.isOpen(id) && (!revoke.ifExpired() || leases.isExpired(id))) {
      for (String key : leases.beginEnd(id)) {
        Version now = group.now(key);
        if (now != null) {
          group.delete(now);
        }
      }
      group.note(new Entry.Revoke(id), () -> leases.end(id), () -> leases.cancelEnd(id));
    }
    group.acknowledge(() -> revoke.done().complete(null));
  }

  private void roll(Command.Roll roll) {
    try {
      if (broken != null) {
        throw broken;
      }
      long snapshot = log.roll();
      roll.done().complete(new Command.Rolled(snapshot, index.revision()));
    } catch (IOException e) {
      roll.done().completeExceptionally(failure(e));
    } catch (StorageException e) {
      roll.done().completeExceptionally(e);
    }
  }

  private void stop(Command.Stop stop, List<Command> behind) {
    List<Command> late = new ArrayList<>(behind);
    queue.drainTo(late);
    for (Command command : late) {
      command.done().completeExceptionally(Failures.closed());
    }
    try {
      if (broken == null) {
        log.commit(List.of(new Entry.Mark(true)));
      }
      stop.done().complete(null);
    } catch (IOException e) {
      stop.done().completeExceptionally(failure(e));
    }
  }
}

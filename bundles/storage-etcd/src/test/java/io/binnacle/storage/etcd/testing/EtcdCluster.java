package io.binnacle.storage.etcd.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An etcd cluster of several processes on the loopback interface. */
public final class EtcdCluster implements AutoCloseable {
  private final List<EtcdProcess> members = new ArrayList<>();

  private EtcdCluster() {}

  /** Starts a cluster, serving. */
  public static EtcdCluster start(Path folder, int size, String... flags) {
    EtcdCluster cluster = new EtcdCluster();
    for (int i = 0; i < size; i++) {
      cluster.members.add(new EtcdProcess("m" + i, folder, List.of(flags)));
    }
    cluster.members.forEach(member -> member.start(cluster.text()));
    cluster.members.forEach(EtcdProcess::awaitServing);
    return cluster;
  }

  private String text() {
    return members.stream()
        .map(member -> member.name() + "=" + member.peerUrl())
        .collect(Collectors.joining(","));
  }

  public List<EtcdProcess> members() {
    return List.copyOf(members);
  }

  /** Where clients connect, for all members. */
  public List<String> urls() {
    return members.stream().map(EtcdProcess::url).toList();
  }

  /** The member that leads now; waits for an election. */
  public EtcdProcess leader() {
    for (int i = 0; i < 500; i++) {
      for (EtcdProcess member : members) {
        if (member.isLeader()) {
          return member;
        }
      }
    }
    throw new IllegalStateException("no member leads");
  }

  /** Starts a member that was killed; it serves once it has caught up. */
  public void restart(EtcdProcess member) {
    member.start(text());
  }

  @Override
  public void close() {
    members.forEach(EtcdProcess::close);
  }
}

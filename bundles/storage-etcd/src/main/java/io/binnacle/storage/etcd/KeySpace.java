package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;

/**
 * Where callers' keys lie in etcd: the head of each key that callers know is replaced by the head
 * that etcd has.
 *
 * @param callerRoot what callers' keys begin with, without a slash at the end; may be empty
 * @param etcdRoot what stands in its place in etcd, without a slash at the end; may be empty
 */
record KeySpace(String callerRoot, String etcdRoot) {
  /** What the keys of all callers begin with. */
  static final String CALLERS = "/registry";

  /**
   * The key space of a {@code --etcd-prefix}, read as kube-apiserver does: with a slash in front
   * and none at the end.
   */
  static KeySpace ofPrefix(String prefix) {
    String path = "/" + prefix.strip();
    while (path.startsWith("//")) {
      path = path.substring(1);
    }
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new KeySpace(CALLERS, path);
  }

  /** All keys of callers: from here on. */
  ByteString start() {
    return ByteString.copyFromUtf8(etcdRoot + "/");
  }

  /** The end of {@link #start}'s range. */
  ByteString end() {
    return ByteString.copyFromUtf8(etcdRoot + "0");
  }

  /** A caller's key, or the start or end of its range, as etcd has it. */
  ByteString toEtcd(String key) {
    if (!key.startsWith(callerRoot)) {
      throw new IllegalArgumentException("key '" + key + "' is not under " + callerRoot);
    }
    return ByteString.copyFromUtf8(
        callerRoot.equals(etcdRoot) ? key : etcdRoot + key.substring(callerRoot.length()));
  }

  boolean holds(ByteString etcdKey) {
    return etcdKey.startsWith(start());
  }

  String fromEtcd(ByteString etcdKey) {
    String key = etcdKey.toStringUtf8();
    return callerRoot.equals(etcdRoot) ? key : callerRoot + key.substring(etcdRoot.length());
  }
}

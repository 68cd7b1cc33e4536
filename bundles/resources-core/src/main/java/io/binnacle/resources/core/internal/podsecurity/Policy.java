package io.binnacle.resources.core.internal.podsecurity;

/** A level as of a version. */
record Policy(Level level, PolicyVersion version) {
  static final Policy NONE = new Policy(Level.PRIVILEGED, PolicyVersion.LATEST);

  boolean isPrivileged() {
    return level == Level.PRIVILEGED;
  }

  @Override
  public String toString() {
    return level + ":" + version;
  }
}

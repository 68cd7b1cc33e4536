package io.binnacle.api.storage;

/** Why storage could not do what it was asked. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure that callers act on. */
  public enum Code {
    /** The revision lies before the last compaction. */
    COMPACTED,
    /** The revision has not happened yet. */
    FUTURE_REVISION,
    /** No such lease. */
    LEASE_NOT_FOUND,
    /** The engine can't serve now; trying again later may work. */
    UNAVAILABLE,
    /** No room is left: writes fail, reads may go on. */
    NO_SPACE,
    /** The value or the request is larger than the engine takes; nothing was changed. */
    TOO_LARGE,
    /**
     * No answer came for a change that was sent: it may have been made, it may still be, it may
     * never be. Reading tells.
     */
    UNKNOWN_OUTCOME,
    /** The engine has been closed. */
    CLOSED,
    /** The stored data can't be read. */
    CORRUPT
  }

  private final Code code;

  public StorageException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public StorageException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}

package io.binnacle.api.auth;

/** Decides whether a request may be made. Thread-safe; must answer from memory. */
public interface Authorizer {
  /** The possible answers. */
  enum Verdict {
    ALLOW,
    DENY,
    NO_OPINION
  }

  /**
   * An answer with its reason.
   *
   * @param verdict the answer; NO_OPINION by all is a refusal
   * @param reason for people, "" for none
   */
  record Decision(Verdict verdict, String reason) {
    public boolean isAllowed() {
      return verdict == Verdict.ALLOW;
    }
  }

  Decision authorize(Attributes attributes);
}

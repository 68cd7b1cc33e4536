package io.binnacle.rest.answer;

/** A body that is one array. */
final class WholeSlice implements Slices {
  private final byte[] body;
  private boolean given;

  WholeSlice(byte[] body) {
    this.body = body;
  }

  @Override
  public boolean next() {
    boolean more = !given;
    given = true;
    return more;
  }

  @Override
  public byte[] array() {
    return body;
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int length() {
    return body.length;
  }
}

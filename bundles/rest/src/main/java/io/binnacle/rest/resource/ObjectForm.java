package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Slices;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one served version as the client wants them: in its encoding, as they are or as what
 * it wants made of them. Bytes are not to be changed by whoever gets them. Thread-safe.
 */
interface ObjectForm {
  /**
   * The form that was negotiated.
   *
   * @param includeObject the parameter of that name, which only tables look at
   */
  static ObjectForm of(ServedResource resource, OutputFormat format, String includeObject) {
    return format.media() == Media.PROTOBUF
        ? new ProtobufForm(resource, format)
        : new JsonForm(resource, format, includeObject);
  }

  OutputFormat format();

  /** Names this form, for encodings that many watchers share. */
  String id(boolean withHeaders);

  /** A stored object as a document of its own, if nothing has to be made for it. */
  byte @Nullable [] atHand(LocalObject object);

  /** A stored object as a document of its own. */
  byte[] document(LocalObject object);

  /** An object of the served version as a document of its own. */
  byte[] document(Unstructured object);

  /** The body of a list of stored objects. */
  Slices list(Map<String, @Nullable Object> metadata, Iterator<? extends LocalObject> objects);

  /** The body of a list of objects of the served version. */
  Slices listOf(Map<String, @Nullable Object> metadata, Iterator<? extends Unstructured> objects);

  /** The Content-Type of a watch. */
  String streamType();

  /** A stored object as an event carries it; only the first event's table has its columns. */
  byte[] eventObject(LocalObject object, boolean withHeaders);

  /** What the event of a bookmark carries. */
  byte[] bookmark(Unstructured object, boolean withHeaders);

  /** A failure as the event that ends a watch carries it. */
  byte[] status(StatusException failure);

  /** An event as it is written to the stream. */
  byte[] event(String type, byte[] object);
}

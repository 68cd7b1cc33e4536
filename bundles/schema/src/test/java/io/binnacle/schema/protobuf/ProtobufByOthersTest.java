package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Certificates;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import io.kubernetes.client.proto.V2Autoscaling;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written, read by the messages that Kubernetes publishes: a reader of other make. */
class ProtobufByOthersTest {
  private static final int OBJECTS_PER_KIND = 10;

  private static final Map<String, Descriptor> MESSAGES =
      messages(
          V1.getDescriptor(),
          V1Admissionregistration.getDescriptor(),
          V1Apps.getDescriptor(),
          V1Authentication.getDescriptor(),
          V1Authorization.getDescriptor(),
          V1Autoscaling.getDescriptor(),
          V1Batch.getDescriptor(),
          V1Certificates.getDescriptor(),
          V1Networking.getDescriptor(),
          V1Policy.getDescriptor(),
          V1Rbac.getDescriptor(),
          V1Scheduling.getDescriptor(),
          V1Storage.getDescriptor(),
          V2Autoscaling.getDescriptor());

  private static Map<String, Descriptor> messages(FileDescriptor... files) {
    Map<String, Descriptor> messages = new HashMap<>();
    for (FileDescriptor file : files) {
      for (Descriptor message : file.getMessageTypes()) {
        messages.put(message.getFullName(), message);
      }
    }
    return messages;
  }

  private static @Nullable Descriptor message(StructType type) {
    return MESSAGES.get(type.name().replaceFirst("^io\\.k8s\\.", "k8s.io."));
  }

  static Stream<StructType> kinds() {
    return StoredObject.kinds().stream().filter(kind -> message(kind) != null);
  }

  @Test
  void mostKindsAreTried() {
    assertTrue(kinds().count() > 45, () -> kinds().toList().toString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anotherReaderSeesTheSameObject(StructType kind) throws InvalidProtocolBufferException {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    RandomObject objects = new RandomObject(new Random(seed));
    Conform conform = Conform.to(kind);
    for (int i = 0; i < OBJECTS_PER_KIND; i++) {
      Map<String, @Nullable Object> tree = conform.apply(objects.of(kind, 1 + i % 7)).tree();
      byte[] written = new ProtobufWriter(kind).write(tree);
      DynamicMessage message =
          DynamicMessage.parseFrom(Objects.requireNonNull(message(kind)), written);
      try {
        same(kind, tree, message);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + Json.text(tree), e);
      }
    }
  }

  private static void same(StructType type, Map<?, ?> tree, Message message) {
    assertTrue(message.getUnknownFields().asMap().isEmpty(), type::name);
    for (Field field : type.fields().values()) {
      if (field.number() == 0) {
        continue;
      }
      Message holder = message;
      for (int number : field.inlineNumbers()) {
        holder = (Message) holder.getField(field(holder, number));
      }
      FieldDescriptor there = field(holder, field.number());
      // The published messages write some names with a capital.
      assertTrue(field.name().equalsIgnoreCase(there.getName()), () -> type.name() + " " + there);
      Object value = tree.get(field.name());
      if (value == null) {
        boolean absent =
            there.isRepeated()
                ? holder.getRepeatedFieldCount(there) == 0
                : !holder.hasField(there) || isZero(holder.getField(there));
        assertTrue(absent, () -> type.name() + "." + field.name());
      } else {
        same(field.type(), value, holder.getField(there));
      }
    }
  }

  private static FieldDescriptor field(Message message, int number) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByNumber(number);
    assertNotNull(field, () -> message.getDescriptorForType().getFullName() + " " + number);
    return field;
  }

  private static boolean isZero(Object value) {
    if (value instanceof Message message) {
      return message.getAllFields().values().stream().allMatch(ProtobufByOthersTest::isZero);
    }
    return value instanceof Number number
        ? number.doubleValue() == 0
        : value.equals("") || value.equals(false) || value.equals(List.of());
  }

  private static void same(Type type, @Nullable Object value, Object there) {
    if (type instanceof StructType struct) {
      same(struct, (Map<?, ?>) Objects.requireNonNull(value), (Message) there);
    } else if (type instanceof ListType list) {
      List<?> items = (List<?>) Objects.requireNonNull(value);
      List<?> theirs = there instanceof List<?> plain ? plain : (List<?>) part(there, 1);
      assertEquals(items.size(), theirs.size());
      for (int i = 0; i < items.size(); i++) {
        same(list.element(), items.get(i), theirs.get(i));
      }
    } else if (type instanceof MapType map) {
      Map<Object, Object> theirs = new LinkedHashMap<>();
      for (Object entry : (List<?>) there) {
        theirs.put(part(entry, 1), part(entry, 2));
      }
      Map<?, ?> entries = (Map<?, ?>) Objects.requireNonNull(value);
      assertEquals(entries.keySet(), theirs.keySet());
      entries.forEach((key, entry) -> same(map.value(), entry, theirs.get(key)));
    } else {
      assertEquals(Json.text(value), Json.text(shown((ScalarType) type, there)));
    }
  }

  private static Object part(Object message, int number) {
    return ((Message) message).getField(field((Message) message, number));
  }

  /** As JSON shows it, worked out by the library's means. */
  private static @Nullable Object shown(ScalarType type, Object there) {
    return switch (type) {
      case STRING, BOOL, INT64, DOUBLE -> there;
      case INT32 -> (long) (int) there;
      case BYTES -> Base64.getEncoder().encodeToString(((ByteString) there).toByteArray());
      case TIME, MICRO_TIME -> {
        Instant time = Instant.ofEpochSecond((long) part(there, 1), (int) part(there, 2));
        yield type == ScalarType.TIME ? WireTime.seconds(time.getEpochSecond()) : micros(time);
      }
      case DURATION -> WireDuration.text((long) part(there, 1));
      case QUANTITY -> part(there, 1);
      case INT_OR_STRING ->
          (long) part(there, 1) == 0 ? (Object) (long) (int) part(there, 2) : part(there, 3);
      case RAW_EXTENSION, FIELDS_V1, ANY -> Json.parse(((ByteString) part(there, 1)).toByteArray());
    };
  }

  private static String micros(Instant time) {
    return WireTime.micros(time.getEpochSecond(), time.getNano());
  }
}

package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.rest.request.ContinueToken;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.Negotiation;
import io.binnacle.rest.request.Query;
import io.binnacle.rest.request.RequestInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The lines of an input are a path, a query, an Accept header and a continue token. */
class QueryFuzzTest {
  private static final ResourceType PODS =
      new ResourceType() {
        @Override
        public GroupResource resource() {
          return new GroupResource("", "pods");
        }

        @Override
        public String kind() {
          return "Pod";
        }

        @Override
        public boolean isNamespaced() {
          return true;
        }

        @Override
        public List<TypeVersion> versions() {
          return List.of();
        }

        @Override
        public Set<String> selectableFields() {
          return Set.of("spec.nodeName", "status.phase");
        }
      };

  @FuzzTest
  void aRequestIsUnderstoodOrRefused(byte[] input) {
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 4);
    Budget.check(
        () -> {
          Query query = Query.parse(lines.length > 1 ? lines[1] : "");
          refusable(() -> RequestInfo.of("GET", "/" + lines[0], query));
          refusable(() -> list(query, false));
          refusable(() -> list(query, true));
          String accept = lines.length > 2 ? lines[2] : "";
          refusable(() -> new Negotiation(accept, query, "").forObjects(false, true));
          refusable(
              () ->
                  Negotiation.streamed(new Negotiation(accept, query, "").forObjects(true, true)));
          refusable(() -> new Negotiation(accept, query, "").forError());
          refusable(() -> token(lines.length > 3 ? lines[3] : lines[0]));
        });
  }

  private static void list(Query query, boolean watch) {
    ListOptions options = ListOptions.of(query, PODS, watch);
    refusable(options::listFreshness);
    refusable(options::watchRevision);
    ListOptions.getFreshness(query.first("resourceVersion"));
  }

  private static void token(String text) {
    ContinueToken token = ContinueToken.decode(text);
    assertEquals(token, ContinueToken.decode(token.encode()));
  }

  private static void refusable(Runnable task) {
    try {
      task.run();
    } catch (StatusException e) {
      return;
    }
  }
}

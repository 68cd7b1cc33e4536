package io.binnacle.resources.policy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.testing.ResourceBench;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningRequestTest {
  private static final String RESOURCE = "certificatesigningrequests";
  private static final RequestContext MAIN = ResourceBench.REQUEST;
  private static final RequestContext STATUS = MAIN.onSubresource("status");
  private static final RequestContext APPROVAL = MAIN.onSubresource("approval");
  private static final String NOW = "2026-01-01T01:00:00Z";

  private final ResourceBench bench =
      new ResourceBench(PolicyResources.tables(InstantSource.fixed(Instant.parse(NOW))).build());
  private final Strategy strategy = bench.type(RESOURCE).strategy();

  private Unstructured request() {
    return bench.create(
        bench.type(RESOURCE),
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'signerName':'example.com/s','username':'forged',"
                + "'usages':['client auth'],'expirationSeconds':3600}}"));
  }

  private static void condition(Unstructured request, String type) {
    request.set(
        ResourceBench.tree("{'a':[{'type':'" + type + "','status':'True'}]}").get("a"),
        "status",
        "conditions");
  }

  private List<String> change(RequestContext context, Unstructured after, Unstructured before) {
    strategy.prepareForUpdate(context, after, before);
    return bench.changes(RESOURCE, context, after, before);
  }

  @Test
  void whoAsksIsNotForTheClientToSay() {
    assertEquals("admin", request().string("spec", "username"));
  }

  @Test
  void theSpecNeverChangesAndTheStatusNotByTheMainPath() {
    Unstructured before = request();
    Unstructured after = before.deepCopy();
    after.set("example.com/other", "spec", "signerName");
    condition(after, "Approved");
    assertEquals(List.of(), change(MAIN, after, before));
    assertEquals(before, after);
  }

  @Test
  void anApprovalIsDatedAndStays() {
    Unstructured before = request();
    Unstructured approved = before.deepCopy();
    condition(approved, "Approved");
    assertEquals(List.of(), change(APPROVAL, approved, before));
    assertEquals(NOW, approved.items("status", "conditions").get(0).string("lastTransitionTime"));
    Unstructured denied = approved.deepCopy();
    condition(denied, "Denied");
    assertEquals(
        List.of(
            "status.conditions: Forbidden: updates may not remove a condition of type"
                + " \"Approved\""),
        change(APPROVAL, denied, approved));
  }

  @Test
  void onlyTheApprovalDecides() {
    Unstructured before = request();
    Unstructured after = before.deepCopy();
    condition(after, "Approved");
    assertEquals(
        List.of(
            "status.conditions: Forbidden: updates may not add a condition of type \"Approved\""),
        change(STATUS, after, before));
    condition(after, "Failed");
    assertEquals(List.of(), change(STATUS, after, before));
    assertEquals(
        List.of("status.conditions: Forbidden: updates may not add a condition of type \"Failed\""),
        change(APPROVAL, after, before));
  }

  @Test
  void aRequestIsNotBothApprovedAndDenied() {
    Unstructured before = request();
    Unstructured after = before.deepCopy();
    after.set(
        ResourceBench.tree(
                "{'a':[{'type':'Approved','status':'True'},{'type':'Denied','status':'False'}]}")
            .get("a"),
        "status",
        "conditions");
    assertEquals(
        List.of(
            "status.conditions[1].status: Unsupported value: \"False\": supported values:"
                + " \"True\"",
            "status.conditions[1].type: Invalid value: \"Denied\": Approved and Denied conditions"
                + " are mutually exclusive"),
        change(APPROVAL, after, before));
  }

  @Test
  void aCertificateIsOneAndIsSetOnce() {
    Unstructured before = request();
    Unstructured after = before.deepCopy();
    after.set("eA==", "status", "certificate");
    assertEquals(
        List.of(
            "status.certificate: Invalid value: \"<certificate data>\": must contain at least one"
                + " CERTIFICATE PEM block"),
        change(STATUS, after, before));
    before.set("eQ==", "status", "certificate");
    assertEquals(
        List.of(
            "status.certificate: Forbidden: updates may not modify existing certificate content"),
        change(STATUS, after, before));
  }

  @Test
  void aSignerHasADomainAndAPath() {
    for (String name : List.of("x", "a/b/c", "example.com/", "Example.com/s", "com/s")) {
      Unstructured body = ResourceBench.tree("{'metadata':{'name':'x'}}");
      body.set(name, "spec", "signerName");
      long wrong =
          bench.problems(RESOURCE, body).stream()
              .filter(text -> text.startsWith("spec.signerName: "))
              .count();
      assertEquals(1, wrong, name);
    }
  }

  @Test
  void theTableShowsHowFarARequestIs() {
    Unstructured request = request();
    request.set("2026-01-01T00:00:00Z", "metadata", "creationTimestamp");
    assertEquals(
        Arrays.asList("x", "60m", "example.com/s", "admin", "60m", "Pending"),
        bench.cells(RESOURCE, request));
    condition(request, "Approved");
    request.set("eA==", "status", "certificate");
    assertEquals("Approved,Issued", bench.cells(RESOURCE, request).get(5));
  }
}

package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestInfoTest {
  private static RequestInfo of(String method, String target) {
    int mark = target.indexOf('?');
    return RequestInfo.of(
        method,
        mark < 0 ? target : target.substring(0, mark),
        Query.parse(mark < 0 ? "" : target.substring(mark + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/namespaces,                                list,             '',   v1, '',  namespaces,  '',     ''",
    "GET,    /api/v1/namespaces/a,                              get,              '',   v1, a,   namespaces,  '',     a",
    "PUT,    /api/v1/namespaces/a/finalize,                     update,           '',   v1, a,   namespaces,  finalize, a",
    "GET,    /api/v1/namespaces/a/pods,                         list,             '',   v1, a,   pods,        '',     ''",
    "POST,   /api/v1/namespaces/a/pods,                         create,           '',   v1, a,   pods,        '',     ''",
    "GET,    /api/v1/namespaces/a/pods/p/log,                   get,              '',   v1, a,   pods,        log,    p",
    "GET,    /api/v1/pods?watch=1,                              watch,            '',   v1, '',  pods,        '',     ''",
    "GET,    /api/v1/pods?watch=maybe,                          watch,            '',   v1, '',  pods,        '',     ''",
    "GET,    /api/v1/pods?watch=false,                          list,             '',   v1, '',  pods,        '',     ''",
    "GET,    /api/v1/watch/namespaces/a/pods/p,                 watch,            '',   v1, a,   pods,        '',     p",
    "DELETE, /apis/apps/v1/namespaces/a/deployments,            deletecollection, apps, v1, a,   deployments, '',     ''",
    "DELETE, /apis/apps/v1/namespaces/a/deployments/d,          delete,           apps, v1, a,   deployments, '',     d",
    "PATCH,  /apis/apps/v1/namespaces/a/deployments/d/scale,    patch,            apps, v1, a,   deployments, scale,  d",
    "HEAD,   /api/v1/nodes/n,                                   get,              '',   v1, '',  nodes,       '',     n",
    "GET,    '/api/v1/nodes?fieldSelector=metadata.name%3Dn',   list,             '',   v1, '',  nodes,       '',     n"
  })
  void readsResourcePaths(
      String method,
      String target,
      String verb,
      String group,
      String version,
      String namespace,
      String resource,
      String subresource,
      String name) {
    RequestInfo info = of(method, target);
    assertTrue(info.resourceRequest());
    assertEquals(
        List.of(verb, group, version, namespace, resource, subresource, name),
        List.of(
            info.verb(),
            info.group(),
            info.version(),
            info.namespace(),
            info.resource(),
            info.subresource(),
            info.name()));
  }

  @ParameterizedTest
  @CsvSource({"/", "/api", "/api/v1", "/apis/apps", "/apis/apps/v1", "/healthz", "//api/v1/pods"})
  void takesOtherPathsAsSuch(String path) {
    RequestInfo info = of("GET", path);
    assertFalse(info.resourceRequest());
    assertEquals("get", info.verb());
    assertEquals(path, info.path());
  }

  @Test
  void decodesThePathBeforeCuttingIt() {
    assertEquals("a b", of("GET", "/api/v1/nodes/a%20b").name());
    assertEquals("sub", of("GET", "/api/v1/nodes/n%2Fsub").subresource());
    assertEquals("%zz", of("GET", "/api/v1/nodes/%zz").name());
  }

  @Test
  void aTrailingSlashMakesNoDifference() {
    assertEquals("list", of("GET", "/api/v1/nodes/").verb());
  }
}

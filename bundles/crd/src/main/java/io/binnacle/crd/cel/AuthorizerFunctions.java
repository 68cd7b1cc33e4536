package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.AUTHORIZER;
import static io.binnacle.crd.cel.OpaqueTypes.DECISION;
import static io.binnacle.crd.cel.OpaqueTypes.GROUP_CHECK;
import static io.binnacle.crd.cel.OpaqueTypes.PATH_CHECK;
import static io.binnacle.crd.cel.OpaqueTypes.RESOURCE_CHECK;

/**
 * {@code authorizer.group('apps').resource('deployments').check('list').allowed()}: their types.
 * Values of them are there only where a request is decided upon.
 */
final class AuthorizerFunctions {
  private AuthorizerFunctions() {}

  static void add(FunctionLibrary library) {
    library.declareMember("path", PATH_CHECK, AUTHORIZER, STRING);
    library.declareMember("check", DECISION, PATH_CHECK, STRING);
    library.declareMember("group", GROUP_CHECK, AUTHORIZER, STRING);
    library.declareMember("serviceAccount", AUTHORIZER, AUTHORIZER, STRING, STRING);
    library.declareMember("resource", RESOURCE_CHECK, GROUP_CHECK, STRING);
    library.declareMember("subresource", RESOURCE_CHECK, RESOURCE_CHECK, STRING);
    library.declareMember("namespace", RESOURCE_CHECK, RESOURCE_CHECK, STRING);
    library.declareMember("name", RESOURCE_CHECK, RESOURCE_CHECK, STRING);
    library.declareMember("fieldSelector", RESOURCE_CHECK, RESOURCE_CHECK, STRING);
    library.declareMember("labelSelector", RESOURCE_CHECK, RESOURCE_CHECK, STRING);
    library.declareMember("check", DECISION, RESOURCE_CHECK, STRING);
    library.declareMember("allowed", BOOL, DECISION);
    library.declareMember("reason", STRING, DECISION);
    library.declareMember("errored", BOOL, DECISION);
    library.declareMember("error", STRING, DECISION);
  }
}

package io.binnacle.itests.ssa;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The custom resource of {@link SiteReconciler}. */
@Group("web.example.com")
@Version("v1")
@Kind("Site")
@Plural("sites")
@Singular("site")
public final class Site extends CustomResource<Site.Spec, Site.Status> implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** What makes the server serve it. */
  static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: sites.web.example.com
      spec:
        group: web.example.com
        scope: Namespaced
        names: {plural: sites, singular: site, kind: Site}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    title: {type: string}
                    pages: {type: integer, default: 1}
                status:
                  type: object
                  properties:
                    observed: {type: string}
                    note: {type: string}
      """;

  @Override
  protected Spec initSpec() {
    return new Spec();
  }

  /** What is wished. */
  public static final class Spec {
    public String title;
    public Integer pages;
  }

  /** What has been done. */
  public static final class Status {
    public String observed;
    public String note;
  }
}

package com.example.crontab;

import io.binnacle.api.auth.BundledRole;
import io.binnacle.api.auth.BundledRoles;
import io.binnacle.api.object.GroupResource;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Who may view or edit things in general may view or edit CronTabs. */
@Component(service = BundledRoles.class)
public final class CronTabRoles implements BundledRoles {
  private static final GroupResource CRON_TABS =
      new GroupResource("stable.example.com", "crontabs");

  @Override
  public List<BundledRole> roles() {
    return List.of(BundledRole.view(CRON_TABS), BundledRole.edit(CRON_TABS, "run", "scale"));
  }
}

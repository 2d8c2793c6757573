package io.menuflow.quickstart;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the quickstart says when it is up. */
final class Banner {

    private Banner() {}

    static String text(Quickstart quickstart, DemoKey key, @Nullable String restaurant, Duration took) {
        String http = "http://localhost:" + quickstart.node().port();
        String next = restaurant == null
                ? http + "/v1/restaurants"
                : http + "/v1/restaurants/" + restaurant + "/classifications";
        return String.format(
                Locale.ROOT,
                """

                Menuflow is up after %.1f s. Ctrl-C ends it; data stays in %s.

                  page       %s/#key=%s
                  Kafka      %s
                  registry   %s

                  curl -H "Authorization: Bearer %s" %s
                """,
                took.toMillis() / 1_000.0,
                quickstart.dataDir(),
                http,
                key.secret().reveal(),
                quickstart.bootstrapServers(),
                quickstart.registryUrl(),
                key.shown()
                        .map(file -> "$(cat " + file + ")")
                        .orElse(key.secret().reveal()),
                next);
    }
}

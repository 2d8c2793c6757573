package io.menuflow.quickstart;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the quickstart says when it is up. */
final class Banner {

    private Banner() {}

    static String text(Quickstart quickstart, @Nullable String restaurant, Duration took) {
        String http = "http://localhost:" + quickstart.node().port();
        String next = restaurant == null
                ? http + "/v1/restaurants"
                : http + "/v1/restaurants/" + restaurant + "/classifications";
        return String.format(
                Locale.ROOT,
                """

                Menuflow is up after %.1f s. Ctrl-C ends it; data stays in %s.

                  page       %s/
                  Kafka      %s
                  registry   %s

                  curl %s
                """,
                took.toMillis() / 1_000.0,
                quickstart.dataDir(),
                http,
                quickstart.bootstrapServers(),
                quickstart.registryUrl(),
                next);
    }
}

package io.menuflow.quickstart;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** A node that asks for a key, and a browser to visit its page with; skips the test where there is no browser. */
final class ServedPage implements AutoCloseable {

    private final Path data;
    private final DemoKey demo;
    private final Chromium chromium;
    private final int port;
    private Quickstart quickstart;

    ServedPage(Path data) {
        this.data = data;
        chromium = Chromium.start();
        demo = DemoKey.of(data);
        quickstart = start(0);
        port = node().getPort();
    }

    private Quickstart start(int port) {
        return Quickstart.start(new Quickstart.Options(data, 0, 0, port, 730).with(demo), said -> {});
    }

    URI node() {
        return quickstart.httpUrl();
    }

    /** The administrator's. */
    String key() {
        return demo.secret().reveal();
    }

    /** A key of a role, once the node knows it. */
    String key(Role role, Scope scope) {
        Secret secret = Secret.create(role.written() + "-" + Secret.randomId());
        new KeyFile(DemoKey.file(data))
                .add(new ApiKey(secret.id(), "", role, scope, secret.hash(), Instant.now(), null, null));
        Api as = new Api(node()).as(secret.reveal());
        await().until(() -> as.get("/v1/restaurants").status() == 200);
        return secret.reveal();
    }

    /** The node's API, for the administrator. */
    Api api() {
        return new Api(node()).as(key());
    }

    Visit desktop() {
        return Visit.desktop(chromium.browser(), node(), key());
    }

    Visit visit(int width, int height) {
        return Visit.of(chromium.browser(), node(), key(), width, height, ColorScheme.LIGHT);
    }

    void stopNode() {
        quickstart.close();
    }

    /** Starts it again where it was. */
    void startNode() {
        quickstart = start(port);
    }

    @Override
    public void close() {
        quickstart.close();
        chromium.close();
    }
}

package io.menuflow.quickstart.registry.contract;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the contract asks of every client. A refusal or a failure is a {@link Refusal}. */
interface RegistryClient extends AutoCloseable {

    /** Where a registry is and how to be let in; each call begins afresh, with nothing cached. */
    void connect(Connection to);

    int register(String subject, String schema);

    String schemaById(String subject, int id);

    List<String> subjects();

    List<Integer> versions(String subject);

    Version latest(String subject);

    Version version(String subject, int version);

    Version lookUp(String subject, String schema);

    boolean compatible(String subject, String schema);

    String level(String subject);

    void setLevel(String subject, String level);

    @Override
    void close();

    record Version(int id, int version, String schema) {}

    /**
     * Where a registry is, and how to be let in.
     *
     * @param userInfo {@code user:password} for basic authentication
     * @param token for bearer authentication
     * @param trust whose certificates are accepted
     */
    record Connection(String url, @Nullable String userInfo, @Nullable String token, @Nullable Trust trust) {

        static Connection to(String url) {
            return new Connection(url, null, null, null);
        }

        Connection as(String user) {
            return new Connection(url, user, null, trust);
        }

        Connection bearing(String bearer) {
            return new Connection(url, null, bearer, trust);
        }

        Connection trusting(Trust whom) {
            return new Connection(url, userInfo, token, whom);
        }
    }

    /** One certificate in the two forms clients take: a PKCS #12 store, and PEM. */
    record Trust(Path store, String password, Path pem) {}

    /** A registry said no, or nothing; status and code are 0 when nobody answered. */
    final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final int status;
        private final int code;

        Refusal(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        int status() {
            return status;
        }

        int code() {
            return code;
        }
    }
}

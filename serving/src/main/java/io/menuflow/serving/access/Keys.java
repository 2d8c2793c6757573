package io.menuflow.serving.access;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys there are at one moment. */
final class Keys {

    /** Stands in for a key that is not there, so that looking for it takes as long: nobody knows what hashes to zeros. */
    private static final ApiKey NOBODY = new ApiKey(
            "nobody", "", Role.VIEWER, Scope.of(List.of("."), List.of()), new byte[32], Instant.EPOCH, null, null);

    private final Map<String, ApiKey> byId;

    Keys(Collection<ApiKey> keys) {
        Map<String, ApiKey> all = new LinkedHashMap<>();
        keys.forEach(key -> {
            if (all.put(key.id(), key) != null) {
                throw new IllegalArgumentException("there are two keys of the id " + key.id());
            }
        });
        byId = all;
    }

    /** What became of asking to be let in. */
    sealed interface Login permits Known, Refused {}

    /** It is a key of ours, and valid. */
    record Known(ApiKey key) implements Login {}

    /** It is not, for a reason that its holder may be told. */
    record Refused(String reason) implements Login {}

    /** Who presents a secret. Why one is invalid is told only to who has the whole of it. */
    Login login(Secret presented, Instant now) {
        ApiKey claimed = claimed(presented.id());
        if (!claimed.is(presented)) {
            return new Refused("the key is not known here");
        }
        return claimed.invalid(now).<Login>map(Refused::new).orElseGet(() -> new Known(claimed));
    }

    /** The key of an id, or one that nobody has. */
    ApiKey claimed(String id) {
        return byId.getOrDefault(id, NOBODY);
    }

    Collection<ApiKey> all() {
        return byId.values();
    }
}

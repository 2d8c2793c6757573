package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.security.RouteRole;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.access.Caller;
import io.menuflow.serving.access.DeniedException;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Secret;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.Unavailable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a route: the one place that decides, before the route sees anything of the request. A route that says no
 * {@link Need} lets nobody in.
 */
final class Guard {

    static final String KEY_HEADER = "X-Api-Key";
    /** Says in every answer to a key what the key may, so that a page offers nothing that would be refused. */
    static final String ROLE_HEADER = "Menuflow-Role";

    private static final String BEARER = "Bearer ";
    private static final String CALLER = "menuflow.caller";
    private static final String HOPPED = "menuflow.hopped";
    private static final String ADMITTED = "menuflow.admitted";

    private final @Nullable Keyring keyring;
    private final Hop hop;
    private final Rates rates;

    /** @param keyring null for a node that asks for no key */
    Guard(@Nullable Keyring keyring, Hop hop, Rates rates) {
        this.keyring = keyring;
        this.hop = hop;
        this.rates = rates;
    }

    /** Lets a request in to its route, or throws {@link DeniedException}. */
    void admit(Context at) {
        if (at.endpoints().matchedHttpEndpoint() == null) {
            if (at.method().equals(HandlerType.HEAD) && SafeHeaders.isData(at.path())) {
                // of a route that answers GET: it would be said 200 without anybody's looking
                throw new MethodNotAllowedResponse("HEAD is not answered here", Map.of("availableMethods", "GET"));
            }
            return; // a file of the page
        }
        Need need = need(at.routeRoles());
        if (need == Need.NOTHING) {
            return;
        }
        Caller caller = Caller.ANYBODY;
        if (keyring != null) {
            Secret secret = presented(at);
            caller = keyring.caller(secret);
            at.attribute(ADMITTED, still(keyring, secret, caller));
        }
        at.attribute(CALLER, caller);
        at.header(ROLE_HEADER, caller.role().written());
        boolean hopped = hop.taken(at.header(Hop.HEADER));
        at.attribute(HOPPED, hopped);
        if (!hopped) { // or it would count on two nodes
            rates.count(caller);
        }
        if (!caller.role().may(need)) {
            throw DeniedException.forbidden(caller.described() + " is for "
                    + caller.role().written() + "s, who may not " + at.method() + " here: it takes a key for "
                    + Role.thoseWhoMay(need));
        }
        if (need.isScoped()) {
            scoped(at.pathParamMap(), caller);
        }
    }

    private static BooleanSupplier still(Keyring keyring, Secret secret, Caller caller) {
        return () -> {
            try {
                return keyring.caller(secret).equals(caller);
            } catch (DeniedException e) {
                return false;
            }
        };
    }

    /** Whether who calls is in force with the same rights, to be asked again while a long answer goes on. */
    static BooleanSupplier admitted(Context at) {
        BooleanSupplier admitted = at.attribute(ADMITTED);
        return admitted == null ? () -> true : admitted;
    }

    private static Need need(Set<RouteRole> needs) {
        if (needs.size() == 1 && needs.iterator().next() instanceof Need need) {
            return need;
        }
        throw DeniedException.forbidden("nobody may call this: the route does not say what it needs");
    }

    private static void scoped(Map<String, String> path, Caller caller) {
        String restaurant = path.get("restaurant");
        String group = path.get("group");
        boolean held = restaurant != null
                ? caller.scope().names(restaurant) || caller.scope().hasGroups() // its record tells: admit, below
                : group != null && caller.scope().holdsGroup(group);
        if (!held) {
            throw DeniedException.forbidden(outside(caller, restaurant == null ? "group " + group : restaurant));
        }
    }

    /**
     * Lets a request in to a restaurant whose record is read here, or throws {@link DeniedException}: the same for a
     * restaurant that is another's and for one that does not exist.
     */
    static void admit(Context at, String restaurant, Supplier<Answer<Restaurant>> record) {
        Caller caller = caller(at);
        if (caller.scope().names(restaurant)) {
            return;
        }
        Answer<Restaurant> answer = record.get();
        if (answer instanceof Unavailable<Restaurant> none) {
            throw Problem.unavailable(none.reason());
        }
        boolean held = answer instanceof Found<Restaurant> found
                ? caller.scope().holds(restaurant, found.value().getGroup())
                : at.routeRoles().contains(Need.KEEP);
        if (!held) {
            throw DeniedException.forbidden(outside(caller, restaurant));
        }
    }

    /** Who keeps a restaurant may move it only between groups that are the caller's. */
    static void admit(Context at, String restaurant, @Nullable String groupBefore, @Nullable String groupAfter) {
        Caller caller = caller(at);
        if (!caller.scope().holds(restaurant, groupAfter)) {
            throw DeniedException.forbidden(outside(caller, restaurant)
                    + (groupAfter == null ? " without a group" : " in group " + groupAfter));
        }
        if (!Objects.equals(groupBefore, groupAfter)) {
            for (String group : new String[] {groupBefore, groupAfter}) {
                if (group != null && !caller.scope().holdsGroup(group)) {
                    throw DeniedException.forbidden(caller.described() + " may not "
                            + (group.equals(groupBefore)
                                    ? "take " + restaurant + " out of"
                                    : "put " + restaurant + " into")
                            + " group " + group + ", which is not its own");
                }
            }
        }
    }

    /** Who removes a restaurant takes it out of its group. */
    static void leave(Context at, String restaurant, @Nullable String group) {
        Caller caller = caller(at);
        if (group != null && !caller.scope().holdsGroup(group)) {
            throw DeniedException.forbidden(caller.described() + " may not take " + restaurant + " out of group "
                    + group + ", which is not its own");
        }
    }

    static String outside(Caller caller, String what) {
        return caller.described() + " is for " + caller.scope() + "; it may not use " + what;
    }

    /** Who calls. */
    static Caller caller(Context at) {
        Caller caller = at.attribute(CALLER);
        return caller == null ? Caller.ANYBODY : caller;
    }

    /** Whether another node passed the request on. */
    static boolean hopped(Context at) {
        return Boolean.TRUE.equals(at.attribute(HOPPED));
    }

    /** The header that says to another node who calls, as name and value; none when nobody presented a key. */
    static Map<String, String> credentials(Context at) {
        String key = key(at);
        return key == null ? Map.of() : Map.of("Authorization", BEARER + key);
    }

    private static Secret presented(Context at) {
        String key = key(at);
        if (key == null) {
            throw DeniedException.unknown("send an API key, as Authorization: Bearer … or as " + KEY_HEADER);
        }
        return Secret.of(key)
                .orElseThrow(() -> DeniedException.unknown("this is no API key; one is written mf_<id>_<secret>"));
    }

    private static @Nullable String key(Context at) {
        String header = at.header(KEY_HEADER);
        String authorization = at.header("Authorization");
        if (authorization == null) {
            return header;
        }
        if (header != null) {
            throw DeniedException.unknown("send one key, not Authorization and " + KEY_HEADER);
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw DeniedException.unknown("the scheme of Authorization is Bearer");
        }
        return authorization.substring(BEARER.length()).strip();
    }
}

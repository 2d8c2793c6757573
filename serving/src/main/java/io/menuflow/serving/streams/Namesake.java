package io.menuflow.serving.streams;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.serving.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another node that lives under this one's instance id. Kafka lets the newcomer take the older one's place, which then
 * ends; and it keeps the place of a node that died for as long as a session. So the newcomer asks, before it joins,
 * whether the node that has the place still answers under the address it joined with.
 */
public final class Namesake {

    private static final Logger log = LoggerFactory.getLogger(Namesake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int GROUP_PATIENCE_MS = 10_000;
    private static final Pattern CLIENT = Pattern.compile(".*@(.+)-StreamThread-\\d+-consumer");

    private Namesake() {}

    /** The client id of a node: members of the group show it, and so where each is reached. */
    static String clientId(NodeConfig config, String advertised) {
        return config.applicationId() + "@" + advertised;
    }

    /**
     * Looks for one.
     *
     * @throws IllegalStateException when there is one, saying where and what to do
     */
    public static void refuse(Admin admin, NodeConfig config) {
        String id = config.instanceId();
        members(admin, config).stream()
                .filter(member -> instance(member).filter(id::equals).isPresent())
                .flatMap(member -> address(member).stream())
                .distinct()
                .filter(address -> lives(address, id))
                .findFirst()
                .ifPresent(address -> {
                    throw new IllegalStateException("the instance id '" + id + "' is that of the node at " + address
                            + ", which goes on; give each node its own with --instance-id");
                });
    }

    /** The instance ids of the group's members; none when the group cannot be looked at. */
    static Set<String> instances(Admin admin, NodeConfig config) {
        return members(admin, config).stream()
                .flatMap(member -> instance(member).stream())
                .collect(Collectors.toSet());
    }

    /** Kafka Streams gives each of its threads the instance's id and a number. */
    private static Optional<String> instance(MemberDescription member) {
        return member.groupInstanceId().map(given -> given.replaceFirst("-\\d+$", ""));
    }

    private static Collection<MemberDescription> members(Admin admin, NodeConfig config) {
        String group = config.applicationId();
        try {
            var options = new DescribeConsumerGroupsOptions().timeoutMs(GROUP_PATIENCE_MS);
            var described =
                    admin.describeConsumerGroups(List.of(group), options).all().get();
            return requireNonNull(described.get(group)).members();
        } catch (ExecutionException e) {
            log.debug("group {} is not known: no node ran yet, or it may not be looked at", group, e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    private static Optional<String> address(MemberDescription member) {
        Matcher matcher = CLIENT.matcher(member.clientId());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether the node of this id answers there: the address may be another's by now. */
    private static boolean lives(String address, String id) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/health/live"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() == 200
                    && new ObjectMapper()
                            .readTree(response.body())
                            .path("instance_id")
                            .asText()
                            .equals(id);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("no node answers at {}", address, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}

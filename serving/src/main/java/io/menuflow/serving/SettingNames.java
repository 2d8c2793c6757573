package io.menuflow.serving;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names are settings, as keys and as environment variables, and what a name that is none was meant to be. */
record SettingNames(Set<String> known) {

    static final String PREFIX = "menuflow.";

    private static final String JAVA_OPTIONS = "MENUFLOW_OPTS";
    /** Read by the launcher, never by a node. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of(JAVA_OPTIONS, "MENUFLOW_CLASSPATH");
    /** Needed before the settings are read, so system properties only: the logs', and the launcher's own. */
    private static final Pattern OF_THE_PROCESS = Pattern.compile("menuflow\\.(log\\.(level|appender|file)|terminal)");
    /** What container engines and Kubernetes tell every container about a service that happens to be called menuflow. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MENUFLOW_(.+_)?(SERVICE_(HOST|PORT(_.+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_.+)?|ENV_.+|NAME)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    /** Whether a system property is one of those that are no settings. */
    static boolean isOfTheProcess(String name) {
        return OF_THE_PROCESS.matcher(name).matches();
    }

    /** What is wrong with a name said {@code where}, if it is no setting. */
    Optional<String> objection(String name, String where) {
        if (known.contains(name)) {
            return Optional.empty();
        }
        if (isOfTheProcess(name)) {
            return Optional.of(name + " " + where + " has no effect; say -D" + name + "=… in " + JAVA_OPTIONS);
        }
        return Optional.of(unknown(name, where, nearest(name)));
    }

    /** What is wrong with an environment variable, if it looks like one of ours and is no setting. */
    Optional<String> objectionToVariable(String name, String value) {
        String upper = variable(name);
        if (!upper.startsWith(variable(PREFIX)) || OF_THE_LAUNCHER.contains(upper)) {
            return Optional.empty();
        }
        if (known.stream().anyMatch(key -> name.equals(variable(key)) || name.equals(key))) {
            return Optional.empty();
        }
        if (SERVICE_LINK.matcher(name).matches()
                || SERVICE_ADDRESS.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(unknown(name, "in the environment", variable(nearest(name))));
    }

    private static String unknown(String name, String where, String nearest) {
        return "unknown setting " + name + " " + where + "; did you mean " + nearest + "?";
    }

    private String nearest(String name) {
        return known.stream()
                .min(Comparator.comparingInt(key -> edits(name, key)))
                .orElseThrow();
    }

    /** {@code MENUFLOW_HTTP_PORT} for {@code menuflow.http.port}. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Letters to insert, delete or change (Levenshtein's distance); between separators there is no difference. */
    private static int edits(String from, String to) {
        String a = variable(from);
        String b = variable(to);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}

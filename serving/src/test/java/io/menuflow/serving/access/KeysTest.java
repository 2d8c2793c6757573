package io.menuflow.serving.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.menuflow.serving.access.Keys.Known;
import io.menuflow.serving.access.Keys.Refused;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Secret secret = Secret.create("till-7");
    private final ApiKey key = key(secret, null, null);

    @Test
    void shouldKnowAKey_whenItsWholeSecretIsPresented() {
        Keys keys = new Keys(List.of(key(Secret.create("other"), null, null), key));

        assertThat(keys.login(secret, NOW)).isEqualTo(new Known(key));
    }

    @Test
    void shouldSayTheSame_whenTheSecretIsAnothersOrTheIdNobodys() {
        Keys keys = new Keys(List.of(key));

        assertThat(keys.login(Secret.create("till-7"), NOW)).isEqualTo(new Refused("the key is not known here"));
        assertThat(keys.login(Secret.create("till-8"), NOW)).isEqualTo(new Refused("the key is not known here"));
        assertThat(keys.login(Secret.create("nobody"), NOW)).isEqualTo(new Refused("the key is not known here"));
    }

    @Test
    void shouldSayWhy_onlyToWhoHasTheSecret() {
        Instant before = NOW.minusSeconds(1);

        assertThat(new Keys(List.of(key(secret, NOW, null))).login(secret, NOW))
                .isEqualTo(new Refused("key till-7 expired at " + NOW));
        assertThat(new Keys(List.of(key(secret, NOW, null))).login(secret, before))
                .isInstanceOf(Known.class);
        assertThat(new Keys(List.of(key(secret, null, before))).login(secret, NOW))
                .isEqualTo(new Refused("key till-7 was revoked"));
        assertThat(new Keys(List.of(key(secret, null, before))).login(Secret.create("till-7"), NOW))
                .isEqualTo(new Refused("the key is not known here"));
    }

    /** The time of an answer says nothing: an unknown id costs one hash and one whole comparison, as a known one does. */
    @Test
    void shouldCompareAHash_whenTheIdIsNobodys() {
        ApiKey nobody = new Keys(List.of(key)).claimed("till-8");

        assertThat(nobody.hash()).hasSameSizeAs(key.hash());
        assertThat(nobody.is(secret)).isFalse();
    }

    @Test
    void shouldCompareInConstantTimeOnly() {
        JavaClasses access = new ClassFileImporter().importPackages("io.menuflow.serving.access");

        ArchRuleDefinition.noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
                .check(access);
        ArchRuleDefinition.classes()
                .that()
                .haveFullyQualifiedName(ApiKey.class.getName())
                .or()
                .haveFullyQualifiedName(Hop.class.getName())
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(access);
    }

    @Test
    void shouldMakeSecretsOf256RandomBits() {
        Set<String> made = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            made.add(Secret.create("a").reveal());
        }

        assertThat(made).hasSize(1_000).allMatch(text -> text.matches("mf_a_[A-Za-z0-9_-]{43}"));
        assertThat(Secret.of(secret.reveal()).orElseThrow().hash()).isEqualTo(secret.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mf_",
                "mf__0123456789012345678901234567890123456789012",
                "mf_A_0123456789012345678901234567890123456789012",
                "mf_a_012345678901234567890123456789012345678901",
                "mf_a_01234567890123456789012345678901234567890123",
                "mf_a_012345678901234567890123456789012345678901\u00e9",
                "xx_a_0123456789012345678901234567890123456789012",
            })
    void shouldReadNothingElseAsAKey(String text) {
        assertThat(Secret.of(text)).isEmpty();
    }

    @Test
    void shouldNotShowASecretByAccident() {
        String hidden = secret.reveal().substring("mf_till-7_".length());

        assertThat(secret.toString() + key + key.caller() + key.json()).doesNotContain(hidden);
    }

    @Test
    void shouldRefuseTwoKeysOfOneId() {
        assertThatThrownBy(() -> new Keys(List.of(key, key(Secret.create("till-7"), null, null))))
                .hasMessage("there are two keys of the id till-7");
    }

    @Test
    void shouldHoldWhatAScopeNames() {
        Scope scope = Scope.of(List.of("roma"), List.of("north"));

        assertThat(scope.holds("roma", null)).isTrue();
        assertThat(scope.holds("roma", "south")).isTrue();
        assertThat(scope.holds("milano", "north")).isTrue();
        assertThat(scope.holds("milano", "south")).isFalse();
        assertThat(scope.holds("milano", null)).isFalse();
        assertThat(scope.names("milano")).isFalse();
        assertThat(Scope.ALL.holds("milano", null)).isTrue();
        assertThatThrownBy(() -> Scope.of(List.of(), List.of())).hasMessage("a scope names a restaurant or a group");
    }

    static ApiKey key(Secret secret, Instant expires, Instant revoked) {
        return new ApiKey(
                secret.id(),
                "the till",
                Role.INGEST,
                Scope.of(List.of("roma"), List.of()),
                secret.hash(),
                NOW.minusSeconds(60),
                expires,
                revoked);
    }
}

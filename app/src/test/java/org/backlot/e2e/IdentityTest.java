package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("People come in, stay in, are let in by others, and are forgotten")
class IdentityTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @Test
    @DisplayName("IDN-1: a wrong code counts although it is refused; an address is registered once")
    void registers() {
        var api = BACKLOT.anonymous();
        var registration = registration("counting@identity.example");
        var account = api.post("/api/v1/auth/register", registration)
                .expectSuccess()
                .json()
                .path("accountId")
                .asString();
        for (int i = 0; i < 5; i++) {
            // Six digits that are right once in two hundred thousand runs of this loop.
            tryCode(api, account, "00000" + i).expectRefusal("VERIFICATION_CODE_WRONG");
        }
        tryCode(api, account, "000009").expectRefusal("VERIFICATION_CODE_VOID");
        api.post("/api/v1/registry/auth/register", registration).expectRefusal("EMAIL_TAKEN");
        login(api, "counting@identity.example").expectRefusal("EMAIL_NOT_VERIFIED");
        assertThat(api.post("/api/v1/auth/verify-otp/resend", ApiClient.object().put("email", "none@identity.example"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("IDN-2: one answer for a wrong password and an unknown address")
    void wrong_credentials() {
        var leila = BACKLOT.somebody("production");
        var wrong = credentials(leila.email()).put("password", "another password");

        var known = BACKLOT.anonymous().post("/api/v1/auth/login", wrong).expectRefusal("CREDENTIALS_WRONG");
        var unknown = login(BACKLOT.anonymous(), "nobody@identity.example").expectRefusal("CREDENTIALS_WRONG");

        assertThat(known.json().path("detail")).isEqualTo(unknown.json().path("detail"));
    }

    @Test
    @DisplayName("IDN-2: a reused refresh token ends the family at once; a lost answer may be asked for again")
    void rotates() {
        var leila = BACKLOT.somebody("production");
        var first = leila.signIn();
        var second =
                refresh(first, "rotate-" + leila.accountId()).expectSuccess().json();
        var again =
                refresh(first, "rotate-" + leila.accountId()).expectSuccess().json();
        assertThat(again.path("refreshToken")).isEqualTo(second.path("refreshToken"));
        leila.api().signedInWith(second.path("accessToken").asString());
        leila.api().get("/api/v1/auth/me").expectSuccess();

        refresh(first, "thief-" + leila.accountId()).expectRefusal("REFRESH_TOKEN_REUSED");

        refresh(second.path("refreshToken").asString(), "late-" + leila.accountId())
                .expectRefusal("SESSION_ENDED");
        leila.api().get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
    }

    @Test
    @DisplayName("IDN-2, IDN-3: a session that is ended is over with the next request; the others go on")
    void ends_sessions() {
        var leila = BACKLOT.somebody("production");
        var lost = leila.api().token().orElseThrow();
        leila.signIn();
        var sessions = leila.api().get("/api/v1/auth/sessions").expectSuccess().json();
        assertThat(sessions.path("total").asInt()).isEqualTo(2);
        var other = sessions.path("data")
                .valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("sessionId")
                .asString();

        BACKLOT.somebody("vendor")
                .api()
                .delete("/api/v1/auth/sessions/" + other)
                .expectRefusal("NOT_FOUND");
        leila.api().delete("/api/v1/auth/sessions/" + other).expectSuccess();

        var stolen = BACKLOT.anonymous();
        stolen.signedInWith(lost);
        stolen.get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
        leila.api().get("/api/v1/auth/me").expectSuccess();
        leila.api().post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();
        leila.api().get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
    }

    @Test
    @DisplayName("IDN-2: a new signing key is published at once, the old one goes on signing")
    void rotates_signing_keys() {
        var admin = BACKLOT.somebody("admin", "admin@operator.example");
        BACKLOT.somebody("vendor")
                .api()
                .post("/api/v1/admin/signing-keys", ApiClient.object())
                .expectRefusal("NOT_ALLOWED");

        var rotated = admin.api()
                .post("/api/v1/admin/signing-keys", ApiClient.object())
                .expectSuccess()
                .json()
                .path("kid")
                .asString();

        assertThat(publishedBy(admin)).hasSizeGreaterThan(1).contains(rotated);
        admin.signIn();
        admin.api().get("/api/v1/auth/me").expectSuccess();
    }

    @Test
    @DisplayName("IDN-5: the invited address joins, nobody else; the last owner stays; strangers find nothing")
    void invites() {
        var leila = BACKLOT.somebody("production");
        var omar = BACKLOT.somebody("vendor");
        var house = "/api/v1/workspaces/" + leila.workspaceId();
        var invite = ApiClient.object().put("email", omar.email()).put("role", "admin");
        omar.api().post(house + "/invite", invite).expectRefusal("NOT_FOUND");
        var invitation =
                leila.api().post(house + "/invite", invite).expectSuccess().json();
        var accept = "/api/v1/workspaces/invitations/"
                + invitation.path("invitationId").asString() + "/accept";

        BACKLOT.somebody("talent").api().post(accept, ApiClient.object()).expectRefusal("INVITATION_NOT_YOURS");
        omar.api().post(accept, ApiClient.object()).expectSuccess();

        assertThat(omar.api()
                        .get(house + "/members")
                        .expectSuccess()
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        omar.api().delete(house + "/members/" + leila.accountId()).expectRefusal("OWNER_REQUIRED");
        leila.api().delete(house + "/members/" + leila.accountId()).expectRefusal("LAST_OWNER");
        omar.api().delete(house + "/members/" + omar.accountId()).expectSuccess();
        omar.api().get(house + "/members").expectRefusal("NOT_FOUND");
    }

    @Test
    @DisplayName("IDN-6: a lead gives and takes capabilities, and they count with the answer; the last lead stays")
    void capabilities() {
        var leila = BACKLOT.somebody("production");
        var omar = BACKLOT.somebody("talent");
        var project = BACKLOT.projectOf(leila);
        var slate = "/api/v1/production/projects/" + project.projectId();

        omar.api().get(slate).expectRefusal("NOT_FOUND");
        capabilities(leila, project.projectId(), omar.accountId(), "VIEW").expectSuccess();
        omar.api().hasSeen(leila.api().position());
        omar.api().get(slate).expectSuccess();
        capabilities(omar, project.projectId(), omar.accountId(), "OVERRIDE").expectRefusal("NOT_ALLOWED");
        capabilities(leila, project.projectId(), leila.accountId(), "VIEW").expectRefusal("LAST_LEAD");
        assertThat(leila.api()
                        .get("/api/v1/registry/passport/" + omar.accountId())
                        .expectSuccess()
                        .json()
                        .path("hired")
                        .asBoolean())
                .isTrue();
        capabilities(leila, project.projectId(), omar.accountId()).expectSuccess();
        omar.api().get(slate).expectRefusal("NOT_FOUND");
    }

    @Test
    @DisplayName("CMP-2: an erased person is shown as erased everywhere, the address is free, and replay equals live")
    void erases() {
        var leila = BACKLOT.somebody("production");
        var omar = BACKLOT.somebody("vendor");
        omar.api().delete("/api/v1/registry/accounts/" + leila.accountId()).expectRefusal("NOT_FOUND");

        leila.api().delete("/api/v1/registry/accounts/" + leila.accountId()).expectSuccess();

        leila.api().get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
        login(BACKLOT.anonymous(), leila.email()).expectRefusal("CREDENTIALS_WRONG");
        omar.api().hasSeen(leila.api().position());
        assertThat(omar.api()
                        .get("/api/v1/registry/passport/" + leila.accountId())
                        .expectSuccess()
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("[erased]");
        BACKLOT.anonymous()
                .post("/api/v1/auth/register", registration(leila.email()))
                .expectSuccess();
        assertThat(BACKLOT.replayAll()).allMatch(report -> report.same(), "replay = live");
    }

    @Test
    @DisplayName("PLT-1: a body is refused by the field that is wrong")
    void names_the_field() {
        var unknown = login("{\"email\":\"a@b.example\",\"password\":\"x\",\"surprise\":1}", "FIELD_UNKNOWN");
        var invalid = login("{\"email\":\"nonsense\",\"password\":\"x\"}", "FIELD_INVALID");

        assertThat(unknown.json().path("field").asString()).isEqualTo("surprise");
        assertThat(invalid.json().path("field").asString()).isEqualTo("email");
        login("{\"email\":", "MALFORMED_JSON");
    }

    private static ApiClient.Reply login(String json, String code) {
        return BACKLOT.anonymous()
                .postText("/api/v1/auth/login", "application/json", json)
                .expectRefusal(code);
    }

    private static List<String> publishedBy(Person reader) {
        return reader.api()
                .get("/.well-known/jwks.json")
                .expectSuccess()
                .json()
                .path("keys")
                .valueStream()
                .map(key -> key.path("kid").asString())
                .toList();
    }

    private static ApiClient.Reply capabilities(Person by, String project, String account, String... names) {
        var body = ApiClient.object().put("projectId", project).put("accountId", account);
        var list = body.putArray("capabilities");
        for (var name : names) {
            list.add(name);
        }
        return by.api().patch("/api/v1/registry/capabilities", body);
    }

    private static ApiClient.Reply tryCode(ApiClient api, String account, String code) {
        return api.post(
                "/api/v1/auth/verify-otp",
                ApiClient.object().put("accountId", account).put("code", code));
    }

    private static ApiClient.Reply login(ApiClient api, String email) {
        return api.post("/api/v1/auth/login", credentials(email));
    }

    private static ApiClient.Reply refresh(String refreshToken, String key) {
        return BACKLOT.anonymous()
                .post("/api/v1/auth/refresh", ApiClient.object().put("refreshToken", refreshToken), key);
    }

    private static ObjectNode credentials(String email) {
        return ApiClient.object().put("email", email).put("password", Person.password());
    }

    private static ObjectNode registration(String email) {
        return credentials(email).put("role", "talent");
    }
}

// Why this file exists: an access token lives for fifteen minutes, a job may take longer.
package org.backlot.clips.app.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ApiClient.Reply;
import org.backlot.platform.app.demo.MailedCodes;
import tools.jackson.databind.JsonNode;

/** Requests in the name of the command's account, which signs in again where its token has ended. */
final class SignedIn {
    /** Two gigabytes of parts are put together before an upload is confirmed. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int NOT_AUTHENTICATED = 401;
    private static final String LOGIN = "/api/v1/auth/login";

    private final ApiClient api;
    private final Credentials credentials;

    private SignedIn(ApiClient api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    /** Signs in. */
    static SignedIn with(HttpClient http, URI base, Credentials credentials) {
        var signedIn = new SignedIn(new ApiClient(http, base, PATIENCE), credentials);
        signedIn.again();
        return signedIn;
    }

    /**
     * Signs in, after registering and verifying where that has not been done: the code lies in the standalone mailbox,
     * which whoever is at this machine may read.
     */
    static SignedIn joining(HttpClient http, URI base, Credentials credentials, String name) {
        var signedIn = new SignedIn(new ApiClient(http, base, PATIENCE), credentials);
        var reply = signedIn.login();
        if (reply.code().equals(Optional.of("CREDENTIALS_WRONG"))) {
            signedIn.register(name);
            reply = signedIn.login();
        } else if (reply.code().equals(Optional.of("EMAIL_NOT_VERIFIED"))) {
            signedIn.verifyLate();
            reply = signedIn.login();
        }
        signedIn.accept(reply);
        return signedIn;
    }

    /** Makes later reads wait for what was heard elsewhere. */
    void hasSeen(long position) {
        api.hasSeen(position);
    }

    private void register(String name) {
        var codes = mailedCodes();
        int before = codes.all().size();
        var registered = api.post(
                "/api/v1/auth/register",
                ApiClient.object()
                        .put("email", credentials.email())
                        .put("password", credentials.password())
                        .put("name", name)
                        .put("role", "production"));
        done("To register an account", registered);
        verify(codes.after(before));
    }

    // An earlier run was stopped between registering and verifying; its code may be too old by now.
    private void verifyLate() {
        var codes = mailedCodes();
        var known = codes.all();
        int before = known.size();
        if (before > 0 && tryCode(known.getLast()).status() < 400) {
            return;
        }
        done(
                "To ask for another code",
                api.post("/api/v1/auth/verify-otp/resend", ApiClient.object().put("email", credentials.email())));
        verify(codes.after(before));
    }

    private void verify(String code) {
        done("To verify the account", tryCode(code));
    }

    private Reply tryCode(String code) {
        return api.post(
                "/api/v1/auth/verify-otp",
                ApiClient.object().put("email", credentials.email()).put("code", code));
    }

    private MailedCodes mailedCodes() {
        if (api.get("/standalone/mailbox").status() == 404) {
            throw new ClipFailed("This program sends its mail elsewhere, so no account can be made for you here. Set"
                    + " BACKLOT_EMAIL and BACKLOT_PASSWORD to yours.");
        }
        return new MailedCodes(api, credentials.email());
    }

    /** Signs in anew. */
    void again() {
        accept(login());
    }

    private Reply login() {
        return api.post(
                LOGIN, ApiClient.object().put("email", credentials.email()).put("password", credentials.password()));
    }

    private void accept(Reply reply) {
        api.signedInWith(done("To sign in", reply).path("accessToken").asString());
    }

    String token() {
        return api.token().orElseThrow();
    }

    /** The answer, whatever it is. */
    Reply get(String path) {
        return repeated(() -> api.get(path));
    }

    /** What is there. Throws {@link ClipFailed} where the answer is a refusal. */
    JsonNode read(String what, String path) {
        return done(what, get(path));
    }

    /** What came of it. Throws {@link ClipFailed} where it was refused. */
    JsonNode post(String what, String path, JsonNode body, String idempotencyKey) {
        return done(what, repeated(() -> api.post(path, body, idempotencyKey)));
    }

    /** The answer, whatever it is. */
    Reply delete(String path) {
        return repeated(() -> api.delete(path));
    }

    private Reply repeated(Supplier<Reply> request) {
        var reply = request.get();
        if (reply.status() != NOT_AUTHENTICATED) {
            return reply;
        }
        again();
        return request.get();
    }

    private static JsonNode done(String what, Reply reply) {
        if (reply.status() >= 400) {
            throw ClipFailed.refused(what, reply);
        }
        return reply.json();
    }
}

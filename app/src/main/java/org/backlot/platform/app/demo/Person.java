package org.backlot.platform.app.demo;

import java.net.URI;
import java.net.http.HttpClient;

/** Somebody in the scenario: registers, reads their mail, types the code, signs in. */
public final class Person {
    private static final String PASSWORD = "correct horse battery staple";

    private final String name;
    private final String email;
    private final ApiClient api;
    private String accountId = "";
    private String workspaceId = "";

    private Person(String name, String email, ApiClient api) {
        this.name = name;
        this.email = email;
        this.api = api;
    }

    /** Registers, takes the code from the standalone mailbox as a person would, verifies and signs in. */
    public static Person joins(HttpClient http, URI base, String name, String role, String email) {
        var person = new Person(name, email, new ApiClient(http, base));
        var codes = new MailedCodes(person.api, email);
        int mailsBefore = codes.all().size();
        var registered = person.api
                .post(
                        "/api/v1/auth/register",
                        ApiClient.object()
                                .put("email", email)
                                .put("password", PASSWORD)
                                .put("name", name)
                                .put("role", role))
                .expectSuccess()
                .json();
        person.accountId = registered.path("accountId").asString();
        person.api
                .post(
                        "/api/v1/auth/verify-otp",
                        ApiClient.object().put("accountId", person.accountId).put("code", codes.after(mailsBefore)))
                .expectSuccess();
        person.signIn();
        return person;
    }

    /** Stands for somebody who has not joined yet. */
    public static Person unknown() {
        return new Person("nobody", "", new ApiClient(HttpClient.newHttpClient(), URI.create("http://localhost")));
    }

    /** Signs in anew; the refresh token of this sign-in is returned. */
    public String signIn() {
        var tokens = api.post(
                        "/api/v1/auth/login",
                        ApiClient.object().put("email", email).put("password", PASSWORD))
                .expectSuccess()
                .json();
        api.signedInWith(tokens.path("accessToken").asString());
        workspaceId = tokens.path("workspaceId").asString();
        return tokens.path("refreshToken").asString();
    }

    public String name() {
        return name;
    }

    public String email() {
        return email;
    }

    /** What to sign in with by hand afterwards; the same for everybody in the demonstration. */
    public static String password() {
        return PASSWORD;
    }

    public String accountId() {
        return accountId;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public ApiClient api() {
        return api;
    }
}

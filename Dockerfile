# syntax=docker/dockerfile:1
# The program as an image: built from these sources, in layers that change at different speeds, run by nobody special.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    sh ./mvnw --batch-mode --no-transfer-progress -q -DskipTests -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar app/target/backlot.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 backlot \
    && useradd --system --uid 10001 --gid backlot --home-dir /var/lib/backlot --create-home --shell /usr/sbin/nologin backlot
WORKDIR /opt/backlot
# From what hardly ever changes to what changes with every commit.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

USER 10001:10001
# Only what has no address in the environment is kept here.
VOLUME /var/lib/backlot
EXPOSE 8080

# The runtime image has no HTTP client; bash can speak enough HTTP to see a 200.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/v1/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:-G1UseAdaptiveIHOP", "-XX:+UseCompactObjectHeaders", \
    "-XX:MaxRAMPercentage=70", "-Daxoniq.update-checker.disabled=true", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "backlot.jar"]
CMD ["up", "--data", "/var/lib/backlot/data", "--port", "8080"]

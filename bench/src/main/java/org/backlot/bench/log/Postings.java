package org.backlot.bench.log;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What is written and read in all contests: the same events with the same metadata, as the same JSON. */
final class Postings {
    /** The type of the streams that hold them. */
    static final String STREAM_TYPE = "Account";

    static final int ACCOUNTS = 200;

    /** One mapper for all who decode by themselves. Axon's serializer is given the same settings: none. */
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** About 150 bytes of JSON. */
    static final Map<String, String> METADATA = Map.of(
            "actor", "0197e3a1-5f0b-7c33-9d42-6a1c0e8b7f55",
            "workspace", "0197e3a1-6a77-7d10-8e21-3f9b2c4d5e6f",
            "correlationId", "0197e3a2-0c4d-7b6e-a511-9e8d7c6b5a40");

    static final String METADATA_JSON = JSON.writeValueAsString(METADATA);

    private static final String MEMO =
            "Camera package, second unit, days 3 to 5: body, two zooms, filters, batteries and the"
                    + " assistant's kit, less the agreed rebate";

    private Postings() {}

    static Posted posted(long number, String account) {
        return new Posted(
                number,
                account,
                "account/" + number * 7 % ACCOUNTS,
                1 + number % 100_000,
                "SAR",
                "2026-11-21",
                "0197e3a2-0000-7000-8000-" + "%012d".formatted(number),
                MEMO);
    }

    static String json(Posted posted) {
        return JSON.writeValueAsString(posted);
    }
}

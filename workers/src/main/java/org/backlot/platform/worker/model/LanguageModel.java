// Why this file exists: models of different makers are asked for the same thing in different shapes. Whoever asks
// wants one JSON answer by a schema and checks it themselves; nothing here believes a model.
package org.backlot.platform.worker.model;

import org.backlot.platform.worker.service.ServiceFailed;
import tools.jackson.databind.JsonNode;

/** Reads something and answers in JSON. */
public sealed interface LanguageModel permits OpenAiModel, GeminiModel {
    /** Which model this is, for logs and facts; holds no key. */
    String name();

    /**
     * Asks once.
     *
     * @return the text of a whole answer; that it is JSON of the schema is for the asker to check
     * @throws ServiceFailed {@code ANSWER_MALFORMED} also where the answer was cut short or the model declines
     */
    String answer(Question question) throws ServiceFailed;

    /**
     * What is asked.
     *
     * @param task what to do, in our words
     * @param material words of strangers, given apart from the task, so that nothing in them is taken for it
     * @param schemaName letters, digits and underscores
     * @param schema JSON Schema; every property required and none may be added, for only so do constrained decoders take it
     * @param longestAnswer in tokens
     */
    record Question(String task, String material, String schemaName, JsonNode schema, int longestAnswer) {
        public Question {
            if (!schemaName.matches("[A-Za-z0-9_]{1,64}")) {
                throw new IllegalArgumentException("No name for a schema: " + schemaName);
            }
        }
    }
}

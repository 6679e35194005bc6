// Why this file exists: there is no schema registry. A message begins with the fingerprint of the schema it was written
// with (Avro's single-object encoding), and every schema that was ever used is part of the program.
package org.backlot.clips.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * How one kind of message is written and read: always written with today's schema, read with whichever it was written.
 *
 * @param <T> the kind of message
 */
public final class MessageFormat<T extends SpecificRecord> {
    /** All versions that were ever committed, oldest first. One is added, never changed, when a schema changes. */
    static final List<String> VERSIONS = List.of("v1");

    public static final MessageFormat<StepOrder> STEP_ORDER =
            new MessageFormat<>(StepOrder.getClassSchema(), StepOrder.getEncoder(), StepOrder::createDecoder);
    public static final MessageFormat<StepCompleted> STEP_COMPLETED = new MessageFormat<>(
            StepCompleted.getClassSchema(), StepCompleted.getEncoder(), StepCompleted::createDecoder);
    public static final MessageFormat<StepFailed> STEP_FAILED =
            new MessageFormat<>(StepFailed.getClassSchema(), StepFailed.getEncoder(), StepFailed::createDecoder);
    public static final MessageFormat<DeadLetter> DEAD_LETTER =
            new MessageFormat<>(DeadLetter.getClassSchema(), DeadLetter.getEncoder(), DeadLetter::createDecoder);
    public static final MessageFormat<UsageRecorded> USAGE_RECORDED = new MessageFormat<>(
            UsageRecorded.getClassSchema(), UsageRecorded.getEncoder(), UsageRecorded::createDecoder);
    public static final MessageFormat<ClipOutcome> CLIP_OUTCOME =
            new MessageFormat<>(ClipOutcome.getClassSchema(), ClipOutcome.getEncoder(), ClipOutcome::createDecoder);

    /** All kinds of messages. */
    static final List<MessageFormat<?>> ALL =
            List.of(STEP_ORDER, STEP_COMPLETED, STEP_FAILED, DEAD_LETTER, USAGE_RECORDED, CLIP_OUTCOME);

    static {
        // Avro makes objects of the classes that schemas name. Ours may be made, beside those that may be already.
        var trusted = ClassSecurityValidator.builder();
        ALL.forEach(format -> trusted.add(format.schema.getFullName()));
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), trusted.build()));
    }

    private final Schema schema;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private MessageFormat(
            Schema schema, BinaryMessageEncoder<T> encoder, Function<SchemaStore, BinaryMessageDecoder<T>> decoder) {
        this.schema = schema;
        this.encoder = encoder;
        var known = new SchemaStore.Cache();
        VERSIONS.forEach(version -> known.addSchema(committed(version)));
        this.decoder = decoder.apply(known);
    }

    /** Today's schema. */
    Schema schema() {
        return schema;
    }

    /** The schema of that version, as it was committed. */
    Schema committed(String version) {
        var file = version + "/" + schema.getName() + ".avsc";
        try (var text = MessageFormat.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("The schema " + file + " is not in the program");
            }
            return new Schema.Parser().parse(text);
        } catch (IOException failure) {
            throw new UncheckedIOException("The schema " + file + " cannot be read", failure);
        }
    }

    /** The message, as it goes out. */
    public byte[] write(T message) {
        try {
            var buffer = encoder.encode(message);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What the bytes say.
     *
     * @throws UnreadableMessage where they are not such a message
     */
    public T read(byte[] bytes) throws UnreadableMessage {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes));
        } catch (MissingSchemaException unknown) {
            throw new UnreadableMessage("It was written with a schema that this program does not know", unknown);
        } catch (BadHeaderException none) {
            throw new UnreadableMessage("It is no Avro message", none);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException wrong) {
            throw new UnreadableMessage("It does not hold what its schema says", wrong);
        }
    }

    @Override
    public String toString() {
        return schema.getName();
    }
}

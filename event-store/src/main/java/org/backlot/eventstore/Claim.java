package org.backlot.eventstore;

import java.util.Arrays;

/**
 * A thing that may exist once only. Claiming what one owns already changes nothing.
 *
 * @param space what kind of thing
 * @param value the thing; a digest where it is personal or secret
 * @param owner who has it once this is committed
 */
public record Claim(String space, byte[] value, String owner) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Claim that
                && space.equals(that.space)
                && owner.equals(that.owner)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Claim[" + space + ", by " + owner + "]";
    }
}

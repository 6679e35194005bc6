package org.backlot.platform.query;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/** A parameter that names one of a few things. */
public final class NamedChoice {
    private NamedChoice() {}

    /**
     * The one that is named.
     *
     * @param parameter what the parameter is called
     * @param name what the caller calls each of them
     * @throws Rejection {@code PARAMETER_INVALID}, with all names that there are
     */
    public static <T> T of(String parameter, String given, List<T> all, Function<T, String> name) {
        return all.stream()
                .filter(one -> name.apply(one).equals(given))
                .findFirst()
                .orElseThrow(() -> Rejection.of(
                                CommonRejection.PARAMETER_INVALID,
                                parameter + " must be one of "
                                        + all.stream().map(name).collect(Collectors.joining(", ")) + ".")
                        .at(parameter));
    }
}

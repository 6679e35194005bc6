package org.backlot.casting.api.search;

/**
 * A point on earth (WGS 84), of a city or a country and never of a person.
 *
 * @param latitude -90 to 90 degrees, positive north
 * @param longitude -180 to 180 degrees, positive east
 */
public record Spot(double latitude, double longitude) {
    private static final double EARTH_RADIUS_KM = 6_371.0;

    public Spot {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("a place is a latitude from -90 to 90 and a longitude from -180 to 180");
        }
    }

    /** Along the surface, in kilometres. */
    public double kilometresTo(Spot other) {
        double half = Math.pow(Math.sin(Math.toRadians(other.latitude - latitude) / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(Math.toRadians(other.longitude - longitude) / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, half)));
    }
}

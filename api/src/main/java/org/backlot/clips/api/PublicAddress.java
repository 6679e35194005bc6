// Why this file exists: a listed name may resolve to an address inside our network. Whoever connects asks here
// first, with the very address that is connected to.
package org.backlot.clips.api;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the open internet from all others (IANA special-purpose registries for IPv4 and IPv6). An IPv6 address
 * that carries an IPv4 address, in whatever way, is as public as what it carries.
 */
public final class PublicAddress {
    private record Block(byte[] prefix, int bits) {
        static Block of(String cidr) {
            var parts = cidr.split("/", 2);
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(cidr + " is a literal", e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int IPV4_BYTES = 4;

    private static final List<Block> CLOSED_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast; everything else is loopback, link-local, unique local, multicast or not handed out. */
    private static final Block OPEN_IPV6 = Block.of("2000::/3");

    private static final List<Block> CLOSED_IPV6 =
            blocks("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48");

    /** Translated by a gateway (RFC 6052): the last four bytes are the IPv4 address. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    /** 6to4 (RFC 3056): the IPv4 address follows the first two bytes. */
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");

    private static final int NAT64_AT = 12;
    private static final int SIX_TO_FOUR_AT = 2;

    private PublicAddress() {}

    /** Whether an address belongs to the open internet. */
    public static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            // Java turns an IPv4-mapped IPv6 address into this by itself.
            case Inet4Address _ -> CLOSED_IPV4.stream().noneMatch(block -> block.holds(bytes));
            case Inet6Address _ when NAT64.holds(bytes) -> carriesPublic(bytes, NAT64_AT);
            case Inet6Address _ when SIX_TO_FOUR.holds(bytes) -> carriesPublic(bytes, SIX_TO_FOUR_AT);
            case Inet6Address _ ->
                OPEN_IPV6.holds(bytes) && CLOSED_IPV6.stream().noneMatch(block -> block.holds(bytes));
            default -> false;
        };
    }

    private static boolean carriesPublic(byte[] bytes, int at) {
        var carried = Arrays.copyOfRange(bytes, at, at + IPV4_BYTES);
        return CLOSED_IPV4.stream().noneMatch(block -> block.holds(carried));
    }

    private static List<Block> blocks(String... cidrs) {
        return Arrays.stream(cidrs).map(Block::of).toList();
    }
}
